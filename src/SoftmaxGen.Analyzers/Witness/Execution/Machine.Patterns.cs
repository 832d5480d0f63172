using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Patterns.</content>
internal sealed partial class Machine
{
    private bool Matches(IPatternOperation pattern, object? value, Frame frame)
    {
        Step();
        switch (pattern)
        {
            case IDiscardPatternOperation: return true;
            case IConstantPatternOperation constant: return ConstantMatches(Eval(constant.Value, frame), value);
            case IRelationalPatternOperation relation: return RelationHolds(relation, value, frame);
            case ITypePatternOperation type: return IsInstance(value, type.MatchedType, frame.Types);
            case IDeclarationPatternOperation declaration:
                return (declaration.MatchesNull || IsInstance(value, declaration.MatchedType!, frame.Types))
                    && Bind(declaration.DeclaredSymbol, value, frame);
            case INegatedPatternOperation negated: return !Matches(negated.Pattern, value, frame);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or:
                return Matches(or.LeftPattern, value, frame) || Matches(or.RightPattern, value, frame);
            case IBinaryPatternOperation and:
                return Matches(and.LeftPattern, value, frame) && Matches(and.RightPattern, value, frame);
            case IRecursivePatternOperation recursive: return RecursiveMatches(recursive, value, frame);
            default: throw Stuck("a list pattern");
        }
    }

    private static bool Bind(ISymbol? symbol, object? value, Frame frame)
    {
        if (symbol is not null) frame.Declare(symbol, new Slot(Aggregate.CopyOf(value)));
        return true;
    }

    // As in C#: numbers by ==, except that a NaN is matched by a NaN.
    private bool ConstantMatches(object? constant, object? value)
    {
        if (constant is null || value is null) return constant is null && value is null;
        if (constant is string text) return value is string other ? text == other : ThrowIfOpaque(value);
        NumberKind kind = NumberKinds.Of(constant);
        if (kind == NumberKind.None) throw Stuck("a constant of unknown type");
        if (NumberKinds.Of(value) != kind) return false;
        return constant.Equals(value) || Arithmetic.Binary(BinaryOperatorKind.Equals, constant, value, false) is true;
    }

    private static bool ThrowIfOpaque(object value) =>
        value is OpaqueText ? throw Stuck("a formatted text is looked at") : false;

    private bool RelationHolds(IRelationalPatternOperation relation, object? value, Frame frame)
    {
        object? bound = Eval(relation.Value, frame);
        if (value is null || bound is null || NumberKinds.Of(value) != NumberKinds.Of(bound)) return false;
        return Arithmetic.Binary(relation.OperatorKind, value, bound, false) as bool?
            ?? throw Stuck("a relation of unknown type");
    }

    private bool RecursiveMatches(IRecursivePatternOperation pattern, object? value, Frame frame)
    {
        if (value is null || !IsInstance(value, pattern.MatchedType, frame.Types)) return false;
        if (!pattern.DeconstructionSubpatterns.IsEmpty)
        {
            object?[]? parts = Parts(pattern.DeconstructSymbol as IMethodSymbol, value, pattern.DeconstructionSubpatterns.Length);
            for (int i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
            {
                if (!Matches(pattern.DeconstructionSubpatterns[i], parts[i], frame)) return false;
            }
        }

        foreach (IPropertySubpatternOperation property in pattern.PropertySubpatterns)
        {
            object? member = property.Member is IMemberReferenceOperation reference
                ? MemberOf(reference, value, frame)
                : throw Stuck("a pattern on something that is no member");
            if (!Matches(property.Pattern, member, frame)) return false;
        }

        return Bind(pattern.DeclaredSymbol, value, frame);
    }

    private object?[] Parts(IMethodSymbol? deconstruct, object? value, int count)
    {
        if (deconstruct is null)
        {
            return value is Aggregate { Type.IsTupleType: true } tuple && tuple.Fields.Length == count
                ? tuple.Fields
                : throw Stuck("a deconstruction of something that is no tuple");
        }

        object?[] places = new object?[count + (deconstruct.IsStatic ? 1 : 0)];
        int first = deconstruct.IsStatic ? 1 : 0;
        if (first == 1) places[0] = value;
        for (int i = first; i < places.Length; i++) places[i] = new Slot(null);
        Call(deconstruct, deconstruct.IsStatic ? null : value, places, TypeEnvironment.Empty, isVirtual: false);
        return [.. places.Skip(first).Select(place => ((Slot)place!).Value)];
    }
}
