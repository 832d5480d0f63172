using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Makes the arguments and the receiver of a body for a probe.</summary>
/// <param name="code">What is known of the code.</param>
/// <param name="interpreter">Runs the constructors of receivers.</param>
internal sealed class InputBuilder(CodeIndex code, Interpreter interpreter)
{
    private const int Nesting = 2;

    // How many fields have got a number of the probe; null where parameters or arrays get it.
    private int? _filled;

    // Whether buffers of whole numbers get the probe, scores or counts of visits: only where nothing else can.
    private bool _fillsWhole;

    /// <summary>The arguments of a method.</summary>
    public Inputs Build(BodyShape shape, Probe probe)
    {
        List<NamedValue> values = [];
        Given given = new();
        _fillsWhole = !shape.HasVectors && shape.ScalarCount == 0;
        _filled = _fillsWhole ? 0 : null;
        foreach (IParameterSymbol parameter in shape.Parameters)
        {
            object? value = Argument(parameter, shape, probe, given);
            values.Add(new(parameter.Name, parameter.RefKind == RefKind.None ? value : new Slot(value), shape.RoleOf(parameter)));
        }

        object? receiver = shape.ReceiverType is { } type ? Receiver(type, probe.OfState) : null;
        return new(values, receiver, probe);
    }

    private object? Argument(IParameterSymbol parameter, BodyShape shape, Probe probe, Given given)
    {
        NumberKind kind = NumberKinds.Of(parameter.Type);
        if (kind.IsFloating() || kind == NumberKind.Decimal)
        {
            if (parameter.HasExplicitDefaultValue) return Number(parameter.ExplicitDefaultValue, kind);
            bool isTarget = shape.ScalarCount > 1 && ParameterNames.IsTarget(parameter.Name);
            return Number(probe.ScalarAt(given.Scalars++, isTarget, ParameterNames.IsScale(parameter.Name)), kind);
        }

        if (parameter.HasExplicitDefaultValue) return parameter.ExplicitDefaultValue is { } value && kind != NumberKind.None ? Number(value, kind) : Text(parameter.ExplicitDefaultValue);
        bool isOutput = shape.RoleOf(parameter) == Role.Output;
        if (!isOutput && BufferTypes.ElementOf(parameter.Type) is { } element && BufferTypes.IsFloating(parameter.Type))
            return Buffer(parameter.Type, element, probe, probe.VectorAt(given.Vectors++), false);
        return kind switch
        {
            // A network that is given beside the vector that goes through it is what a receiver would be.
            NumberKind.None => Value(parameter.Type, shape.ReceiverType is null && shape.VectorCount > 0 ? probe.OfState : probe, isOutput, 0),
            NumberKind.Boolean => false,
            _ => Number(ParameterNames.IsSize(parameter.Name) ? probe.SizeAt(given.Sizes++) : ParameterNames.Integer(parameter.Name, shape.HasRows), kind),
        };
    }

    /// <summary>How many parameters of a kind have got theirs.</summary>
    private sealed class Given
    {
        public int Scalars, Vectors, Sizes;
    }

    private static object? Text(object? value) => value is string or bool ? value : null;

    private static object? Number(object? value, NumberKind kind) =>
        value is bool truth ? truth : value is null ? null : NumberConversion.To(value, kind, false);

    /// <summary>A value of a type that is no number; null where none can be made, which those who use it notice.</summary>
    private object? Value(ITypeSymbol type, Probe probe, bool zeros, int depth)
    {
        if (BufferTypes.ElementOf(type) is { } element) return Buffer(type, element, probe, probe.Vector, zeros);
        if (type.TypeKind == TypeKind.Struct || type.TypeKind == TypeKind.Class)
        {
            return type is INamedTypeSymbol named && !named.DeclaringSyntaxReferences.IsEmpty ? Object(named, probe, depth) : null;
        }

        return null;
    }

    private object? Receiver(INamedTypeSymbol type, Probe probe) => Object(type, probe, 0);

    private object? Buffer(ITypeSymbol type, ITypeSymbol element, Probe probe, ImmutableArray<double> first, bool zeros)
    {
        NumberKind kind = NumberKinds.Of(element);
        bool isEmpty = zeros || !(kind.IsFloating() || (_fillsWhole && kind is NumberKind.Int32 or NumberKind.Int64));
        object?[] Row() => Numbers(first);
        object?[] Next() => Numbers(probe.NextRow);
        object?[] Numbers(ImmutableArray<double> vector) => [.. vector.Select(x => isEmpty ? 0 : x).Select(x => kind == NumberKind.Boolean ? false : NumberConversion.To(x, kind, false))];
        return type switch
        {
            IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1 } row } =>
                new ArrayValue(row, [new ArrayValue(element, Row()), new ArrayValue(element, Next())]),
            IArrayTypeSymbol { Rank: 2 } => new ArrayValue(element, [.. Row(), .. Next()], [2, first.Length]),
            IArrayTypeSymbol { Rank: 1 } => new ArrayValue(element, Row()),
            IPointerTypeSymbol => new PointerValue(new(element, Row()), 0),
            _ when Views.IsView(type) => SpanValue.Of(new(element, Row())),
            { Name: "List" or "IList" or "ICollection" } => new ListValue(element, [.. Row()]),
            _ => new ArrayValue(element, Row()),
        };
    }

    // As it comes from its constructor without parameters; what that leaves empty gets the probe.
    private Aggregate? Object(INamedTypeSymbol type, Probe probe, int depth)
    {
        if (depth > Nesting || type.IsAbstract || type.IsStatic || type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return null;
        IMethodSymbol? constructor = type.InstanceConstructors.FirstOrDefault(c => c.Parameters.IsEmpty);
        Aggregate? created = constructor is null ? null : interpreter.Create(type, constructor, ImmutableArray<object?>.Empty).Value as Aggregate;
        bool isBlank = created is null;
        created ??= interpreter.CreateBlank(type).Value as Aggregate;
        if (created is null) return null;
        IReadOnlyList<IFieldSymbol> fields = code.LayoutOf(type).Fields;
        TypeEnvironment types = TypeEnvironment.Empty.With(type);
        for (int i = 0; i < fields.Count; i++)
        {
            ITypeSymbol closed = types.Close(fields[i].Type, code.Compilation);
            // No constructor could be run, and a number that it would have found there is no guess.
            if (isBlank && NumberKinds.Of(closed) is not NumberKind.None and var kind && code.InitializerOf(fields[i], default) is { ConstantValue: { HasValue: true, Value: { } initial } })
                created.Fields[i] = NumberConversion.To(initial, kind, false);
            created.Fields[i] = FieldValue(fields[i], closed, created.Fields[i], probe, depth);
        }

        return created;
    }

    // Weights that a constructor makes room for, and some other method draws, also those of the layers of a network.
    private static void Fill(object? current, Probe probe, int depth = 0)
    {
        IEnumerable<object?> parts = current switch
        {
            Aggregate held => held.Fields,
            ArrayValue rows => rows.Cells,
            ListValue list => list.Items,
            _ => [],
        };
        if (depth <= Nesting)
        {
            foreach (object? part in parts)
                if (part is ArrayValue or ListValue || (part is Aggregate && current is not Aggregate)) Fill(part, probe, depth + 1);
        }

        if (current is not ArrayValue array || !NumberKinds.Of(array.ElementType).IsFloating()) return;
        if (array.Cells.Any(static x => NumberConversion.ToDouble(x) is not 0)) return;
        for (int i = 0; i < array.Cells.Length && i < probe.Vector.Length; i++)
            array.Cells[i] = NumberConversion.To(probe.Vector[i], NumberKinds.Of(array.ElementType), false);
    }

    private object? FieldValue(IFieldSymbol field, ITypeSymbol type, object? current, Probe probe, int depth)
    {
        NumberKind kind = NumberKinds.Of(type);
        if (kind is NumberKind.None)
        {
            if (probe.FillsState) Fill(current, probe);
            return current ?? Value(type, probe, false, depth + 1);
        }

        if (kind is NumberKind.Boolean || type.TypeKind == TypeKind.Enum || NumberConversion.ToDouble(current) is not 0) return current;
        string name = (field.AssociatedSymbol ?? field).Name;
        // Where there is nothing else, the numbers in the object are what goes in.
        if (kind.IsFloating() && _filled is { } position && !ParameterNames.IsScale(name))
        {
            _filled = position + 1;
            return NumberConversion.To(probe.Vector[Math.Min(position, probe.Vector.Length - 1)], kind, false);
        }

        bool isSize = !kind.IsFloating() && (ParameterNames.IsSize(name) || ParameterNames.Integer(name, true) == 2);
        return NumberConversion.To(isSize ? probe.Vector.Length : 1, kind, false);
    }
}
