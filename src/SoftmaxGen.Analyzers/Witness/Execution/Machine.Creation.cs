using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>New objects, arrays and tuples.</content>
internal sealed partial class Machine
{
    private object? EvalObjectCreation(IObjectCreationOperation creation, Frame frame)
    {
        if (frame.Types.Close(creation.Type!, Compilation) is not INamedTypeSymbol type) throw Stuck("an object of unknown type");

        // What an exception says is nobody's concern here.
        if (IsException(type)) return new ExceptionValue(type, MetadataName(type));
        object?[] arguments = Arguments(creation.Arguments, creation.Constructor?.Parameters.Length ?? 0, frame);
        object? created = Create(type, creation.Constructor, arguments, frame.Types);
        if (creation.Initializer is { } braces) Fill(created, braces, frame);
        return created;
    }

    /// <summary>A new object, its constructor run.</summary>
    public object? Create(INamedTypeSymbol type, IMethodSymbol? constructor, object?[] arguments, TypeEnvironment types)
    {
        if (type.IsTupleType || type.DeclaringSyntaxReferences.IsEmpty) return Constructors.Create(this, type, constructor, arguments, types);
        if (type.IsAbstract || type.IsStatic || type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) throw Stuck("an object of unknown type");
        Aggregate created = Blank(type);
        if (constructor is not null && !(type.IsValueType && constructor.IsImplicitlyDeclared)) Construct(created, constructor, arguments);
        return created;
    }

    private object? EvalNewOfTypeParameter(ITypeParameterObjectCreationOperation creation, Frame frame)
    {
        ITypeSymbol type = frame.Types.Close(creation.Type!, Compilation);
        if (type.IsValueType) return Default(type, frame.Types);
        if (type is not INamedTypeSymbol named) throw Stuck("an object of unknown type");
        return Create(named, named.InstanceConstructors.FirstOrDefault(c => c.Parameters.IsEmpty), [], frame.Types);
    }

    private object? EvalNestedInitializer(IObjectOrCollectionInitializerOperation braces, Frame frame)
    {
        Fill(frame.Initialized, braces, frame);
        return frame.Initialized;
    }

    private void Fill(object? created, IObjectOrCollectionInitializerOperation braces, Frame frame)
    {
        object? outer = frame.Initialized;
        frame.Initialized = created;
        foreach (IOperation initializer in braces.Initializers)
        {
            if (initializer is IMemberInitializerOperation member)
            {
                Fill(Owner(member.InitializedMember, frame), member.Initializer, frame);
            }
            else
            {
                Eval(initializer, frame);
            }
        }

        frame.Initialized = outer;
    }

    private object? EvalWith(IWithOperation with, Frame frame)
    {
        if (Eval(with.Operand, frame) is not Aggregate original) throw Stuck("a copy of something unknown");
        Aggregate copy = original.Copy();
        Fill(copy, with.Initializer, frame);
        return copy;
    }

    private Aggregate EvalAnonymousObject(IAnonymousObjectCreationOperation creation, Frame frame)
    {
        object?[] fields = [.. creation.Initializers.Select(i => Eval(((ISimpleAssignmentOperation)i).Value, frame))];
        Allocate(fields.Length);
        return new(creation.Type!, fields, false);
    }

    private Aggregate EvalTuple(ITupleOperation tuple, Frame frame)
    {
        object?[] fields = new object?[tuple.Elements.Length];
        Allocate(fields.Length);
        for (int i = 0; i < fields.Length; i++) fields[i] = Eval(tuple.Elements[i], frame);
        return new(frame.Types.Close(tuple.Type ?? tuple.NaturalType ?? throw Stuck("a tuple without a type"), Compilation), fields, true);
    }

    private object? EvalSelf(IInstanceReferenceOperation self, Frame frame) => self.ReferenceKind switch
    {
        InstanceReferenceKind.ImplicitReceiver => frame.Initialized,
        InstanceReferenceKind.ContainingTypeInstance => frame.Self,
        _ => throw Stuck("an unknown receiver"),
    };

    private ArrayValue EvalArrayCreation(IArrayCreationOperation creation, Frame frame)
    {
        IArrayTypeSymbol type = (IArrayTypeSymbol)frame.Types.Close(creation.Type!, Compilation);
        int[] lengths = new int[creation.DimensionSizes.Length];
        for (int i = 0; i < lengths.Length; i++)
        {
            long length = NumberConversion.To(Eval(creation.DimensionSizes[i], frame)!, NumberKind.Int64, false) as long?
                ?? throw Stuck("a length of unknown type");
            if (length < 0) throw Raise("System.OverflowException");
            lengths[i] = length > int.MaxValue ? throw Stuck("too much memory") : (int)length;
        }

        ArrayValue array = NewArray(type.ElementType, lengths);
        if (creation.Initializer is { } braces) FillArray(array, braces, 0, frame);
        return array;
    }

    /// <summary>An array of defaults.</summary>
    public ArrayValue NewArray(ITypeSymbol elementType, params int[] lengths)
    {
        long count = 1;
        foreach (int length in lengths)
        {
            if (length < 0) throw Raise("System.OverflowException");
            count *= length;
            if (count > _limits.Cells) throw Stuck("too much memory");
        }

        Allocate(count + 1);
        object?[] cells = new object?[count];
        for (int i = 0; i < cells.Length; i++)
        {
            // Only structs must not be shared.
            cells[i] = i > 0 && cells[0] is not Aggregate ? cells[0] : Default(elementType, TypeEnvironment.Empty);
        }

        return new(elementType, cells, lengths.Length == 1 ? null : lengths);
    }

    private int FillArray(ArrayValue array, IArrayInitializerOperation braces, int next, Frame frame)
    {
        foreach (IOperation value in braces.ElementValues)
        {
            if (value is IArrayInitializerOperation row) next = FillArray(array, row, next, frame);
            else array.Cells[next++] = Eval(value, frame);
        }

        return next;
    }

    private static bool IsException(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (t.Name == "Exception" && Views.InSystem(t)) return true;
        }

        return false;
    }

    private static string MetadataName(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{MetadataName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}"
        : type.MetadataName;
}
