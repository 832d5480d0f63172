using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Fields and properties.</content>
internal sealed partial class Machine
{
    private readonly Dictionary<ISymbol, Slot> _statics = new(SymbolEqualityComparer.Default);
    private IFieldSymbol? _initializing;

    private object? EvalMember(IMemberReferenceOperation member, Frame frame)
    {
        switch (member)
        {
            case IFieldReferenceOperation field:
                return Aggregate.CopyOf(Field(field.Field, Owner(field, frame), frame).Value);
            case IPropertyReferenceOperation property when ReturnsReference(property.Property):
                return Aggregate.CopyOf(Property(property, frame).Value);
            case IPropertyReferenceOperation property:
                object? owner = Owner(property, frame);
                object?[] arguments = Arguments(property.Arguments, property.Property.Parameters.Length, frame);
                return Aggregate.CopyOf(
                    PropertyValue(Target(property, frame), owner, arguments, frame.Types, IsVirtual(property)));
            default:
                throw Stuck("an event");
        }
    }

    private object? MemberOf(IMemberReferenceOperation member, object? owner, Frame frame) => member switch
    {
        IFieldReferenceOperation field => Field(field.Field, owner, frame).Value,
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property =>
            PropertyValue(property.Property, owner, [], frame.Types, isVirtual: true),
        _ => throw Stuck("an unknown member in a pattern"),
    };

    private Location Field(IFieldSymbol field, object? owner, Frame frame)
    {
        if (field.IsStatic) return StaticField(field, frame.Types);
        if (owner is null) throw Raise("System.NullReferenceException");
        if (owner is not Aggregate aggregate) throw Stuck($"the field {field.Name} of a library type");
        int index = aggregate.Type.IsTupleType
            ? TupleIndex(field)
            : aggregate.Type is INamedTypeSymbol named ? _code.LayoutOf(named).IndexOf(field) : -1;
        return index < 0 || index >= aggregate.Fields.Length
            ? throw Stuck($"the field {field.Name} is not found")
            : new FieldLocation(aggregate, index);
    }

    private static int TupleIndex(IFieldSymbol field)
    {
        string name = (field.CorrespondingTupleField ?? field).Name;
        return name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out int number) ? number - 1 : -1;
    }

    private Slot StaticField(IFieldSymbol field, TypeEnvironment types)
    {
        if (IsInitializedLater(field)) return new(Default(field.Type, types.With(field.ContainingType)));
        ISymbol key = ClosedMember(field, types);
        if (_statics.TryGetValue(key, out Slot? slot)) return slot;
        if (field.DeclaringSyntaxReferences.IsEmpty && field.AssociatedSymbol is null) return LibraryField(field);
        if (field.GetAttributes().Any(a => a.AttributeClass?.Name == "ThreadStaticAttribute")) throw Stuck("a thread's own field");

        // Registered before its value is known: an initializer that comes round to it sees the default, as in C#.
        INamedTypeSymbol type = ((IFieldSymbol)key).ContainingType;
        slot = new(Default(field.Type, types.With(type)));
        _statics[key] = slot;
        if (_code.InitializerOf(field, _token) is { } value)
        {
            IFieldSymbol? outer = _initializing;
            _initializing = field;
            Initialize(() => slot.Value = Eval(value, new(null, null, null, TypeEnvironment.Empty.With(type))));
            _initializing = outer;
        }

        Initialize(() => RunStaticConstructor(type));
        return slot;
    }

    private void Initialize(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (ThrownBy(exception) is not null)
        {
            throw Raise("System.TypeInitializationException");
        }
    }

    // Fields are initialized when they are needed, but one may not see another that stands further down.
    private bool IsInitializedLater(IFieldSymbol field)
    {
        if (_initializing is not { } current || ReferenceEquals(current, field)
            || !SymbolEqualityComparer.Default.Equals(current.ContainingType.OriginalDefinition, field.ContainingType.OriginalDefinition))
        {
            return false;
        }

        SyntaxReference? own = Declaration(current);
        SyntaxReference? other = Declaration(field);
        return own is not null && other is not null && own.SyntaxTree == other.SyntaxTree && other.Span.Start > own.Span.Start
            && _code.InitializerOf(field, _token) is not null;
    }

    private static SyntaxReference? Declaration(IFieldSymbol field) =>
        (field.AssociatedSymbol ?? field).DeclaringSyntaxReferences.FirstOrDefault();

    private static Slot LibraryField(IFieldSymbol field) => field switch
    {
        { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } => new(""),
        _ => throw Stuck($"the field {field.ContainingType.Name}.{field.Name}"),
    };

    private void RunStaticConstructor(INamedTypeSymbol type)
    {
        IMethodSymbol? constructor = type.StaticConstructors.FirstOrDefault(c => !c.IsImplicitlyDeclared);
        if (constructor is null || _statics.ContainsKey(constructor)) return;
        _statics[constructor] = new(null);
        Call(constructor, null, [], TypeEnvironment.Empty, isVirtual: false);
    }

    private ISymbol ClosedMember(IFieldSymbol field, TypeEnvironment types)
    {
        if (field.ContainingType is not { IsGenericType: true } type) return field;
        INamedTypeSymbol closed = (INamedTypeSymbol)types.Close(type, Compilation);
        return closed.GetMembers(field.Name).OfType<IFieldSymbol>().FirstOrDefault() ?? field;
    }

    private static bool ReturnsReference(IPropertySymbol property) =>
        (property.ReturnsByRef || property.ReturnsByRefReadonly) && !property.DeclaringSyntaxReferences.IsEmpty;

    private static bool IsVirtual(IMemberReferenceOperation member) => member.Instance?.Syntax is not BaseExpressionSyntax;

    // A static abstract property of an interface is that of the type argument.
    private IPropertySymbol Target(IPropertyReferenceOperation property, Frame frame)
    {
        if (property is not { Property: { IsStatic: true, IsAbstract: true } member }) return property.Property;
        ITypeSymbol self = SelfOf(member, property.ConstrainedToType, frame.Types);
        return self.FindImplementationForInterfaceMember(ClosedInterfaceMember(member, self)) as IPropertySymbol ?? member;
    }

    /// <summary>The value of a property or an indexer.</summary>
    private object? PropertyValue(
        IPropertySymbol property, object? owner, object?[] arguments, TypeEnvironment types, bool isVirtual)
    {
        if (!property.IsStatic && owner is null && !IsOfNullable(property)) throw Raise("System.NullReferenceException");
        if (isVirtual && owner is Aggregate aggregate) property = Override(property, aggregate);
        if (property.GetMethod is { } getter && IsOfSource(getter)) return Call(getter, owner, arguments, types, isVirtual: false);
        if (AutoProperty(property, owner, types) is { } place) return place.Value;
        return LibraryProperties.Get(this, property, owner, arguments, types);
    }

    private void SetProperty(
        IPropertySymbol property, object? owner, object?[] arguments, object? value, Frame frame, bool isVirtual)
    {
        if (!property.IsStatic && owner is null) throw Raise("System.NullReferenceException");
        if (isVirtual && owner is Aggregate aggregate) property = Override(property, aggregate);
        IMethodSymbol? setter = property.SetMethod ?? property.OverriddenProperty?.SetMethod;
        if (setter is not null && IsOfSource(setter))
        {
            Call(setter, owner, [.. arguments, value], frame.Types, isVirtual: false);
        }
        else if (AutoProperty(property, owner, frame.Types) is { } place)
        {
            place.Value = value;
        }
        else
        {
            LibraryProperties.Set(this, property, owner, arguments, value);
        }
    }

    private Location? AutoProperty(IPropertySymbol property, object? owner, TypeEnvironment types)
    {
        if (property.IsStatic)
        {
            IFieldSymbol? field = property.ContainingType.OriginalDefinition.GetMembers().OfType<IFieldSymbol>()
                .FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property.OriginalDefinition));
            return field is null || property.DeclaringSyntaxReferences.IsEmpty ? null : StaticField(field, types.With(property.ContainingType));
        }

        if (owner is not Aggregate { Type: INamedTypeSymbol type } aggregate) return null;
        int index = _code.LayoutOf(type).IndexOf(property);
        if (index < 0 && type.IsAnonymousType) index = AnonymousIndex(type, property);
        return index < 0 ? null : new FieldLocation(aggregate, index);
    }

    private Location Property(IPropertyReferenceOperation reference, Frame frame)
    {
        IPropertySymbol property = Target(reference, frame);
        object? owner = Owner(reference, frame);
        object?[] arguments = Arguments(reference.Arguments, property.Parameters.Length, frame);
        if (ReturnsReference(property) && property.GetMethod is { } getter)
        {
            return Call(getter, owner, arguments, frame.Types, IsVirtual(reference)) as Location
                ?? throw Stuck("a property without a reference");
        }

        if (LibraryProperties.Place(this, owner, arguments) is { } place) return place;
        bool isVirtual = IsVirtual(reference);

        // In a constructor, a property without a setter is its field.
        return property.SetMethod is null && AutoProperty(property, owner, frame.Types) is { } field
            ? field
            : new AccessorLocation(
                () => PropertyValue(property, owner, arguments, frame.Types, isVirtual),
                value => SetProperty(property, owner, arguments, value, frame, isVirtual));
    }

    private static bool IsOfNullable(IPropertySymbol property) => NullableArgument(property.ContainingType) is not null;

    private static int AnonymousIndex(INamedTypeSymbol type, IPropertySymbol property) =>
        type.GetMembers().OfType<IPropertySymbol>().ToList().FindIndex(p => p.Name == property.Name);
}
