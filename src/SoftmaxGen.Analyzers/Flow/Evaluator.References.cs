using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>References that are calculated: <c>Unsafe.Add(ref MemoryMarshal.GetReference(x), i)</c> is <c>x[i]</c>.</summary>
internal sealed partial class Evaluator
{
    private Place? ReferencePlace(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (!method.ReturnsByRef && !method.ReturnsByRefReadonly)
            return null;
        switch (method.Name)
        {
            case "GetReference" or "GetArrayDataReference" or "GetPinnableReference":
                IOperation? whole = call.Arguments.Length == 1 ? call.Arguments[0].Value : call.Instance;
                return whole is not null && Evaluate(whole) is { Kind: not TermKind.Sequence } vector
                    ? Place.Of(vector).Element(ImmutableArray.Create(Terms.Zero)) : null;
            case "Add" when method.ContainingType.Name == "Unsafe" && call.Arguments.Length == 2:
                if (ReferenceOf(call.Arguments[0].Value) is not { Indices.IsEmpty: false } start || !start.Path.EndsWith("]", StringComparison.Ordinal))
                    return null;
                int last = start.Indices.Length - 1;
                Term distance = Evaluate(call.Arguments[1].Value);
                return start with { Indices = start.Indices.SetItem(last, Algebra.Add(start.Indices[last], distance)) };
            default:
                return null;
        }
    }

    private Place? ReferenceOf(IOperation operation) => operation switch
    {
        IConversionOperation conversion => ReferenceOf(conversion.Operand),
        ILocalReferenceOperation local => _aliases.TryGetValue(local.Local, out Place alias) ? alias : null,
        _ => PlaceOf(operation),
    };

    // r = ref Unsafe.Add(ref r, 1): a reference that walks is at no place that is known.
    private static bool IsOfItself(ISymbol local, IOperation value) =>
        value.DescendantsAndSelf().Any(o => o is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, local));
}
