using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Chooses what a body is tried with.</summary>
internal static class ProbePlan
{
    /// <summary>The probes, the most telling ones first; those that were made up beyond the parameters' values come after them.</summary>
    public static IEnumerable<Probe> For(WitnessCandidate candidate, BodyShape shape)
    {
        Probe[] given = [.. candidate.Vectors.Select(v => new Probe(v, null, null)), .. Probe.Vectors(shape.IsSingle)];
        IEnumerable<Probe> vectors = given;
        IEnumerable<Probe> scalars = candidate.Scalars.Select(s => new Probe(ImmutableArray.Create(1.0, 0.0), s, null))
            .Concat(Probe.Scalars(shape.IsSingle, shape.ScalarCount));
        if (shape.VectorCount is > 1 and < 4)
            vectors = given.Concat(Enumerable.Range(0, shape.VectorCount).SelectMany(i => given.Select(v => v.ForVectorAlone(i))));

        if (shape.HasVectors && shape.Parameters.Select(static p => p.Type).Append(shape.ReceiverType).OfType<INamedTypeSymbol>().Any(HoldsVectors))
        {
            // Held apart: the lambda would look at the variable only when it runs, and find itself.
            Probe[] plain = [.. vectors];
            vectors = plain.Concat(plain.SelectMany(static v => new[] { v.WithState(-1), v.WithState(1) }));
        }

        // A single one may be a label after all, and no size.
        int sizes = shape.SizeCount;
        if (shape.HasVectors && sizes > 0)
            vectors = vectors.Concat(Enumerable.Range(sizes > 1 ? 0 : -1, sizes).SelectMany(i => given.Select(v => v.ForSizeAlone(i))));

        // Numbers that are given to an object which happens to hold vectors, too, are what the body is about.
        if (shape.HasVectors && shape.ReceiverTakesVectors && shape.ScalarCount > 0) return scalars.Concat(vectors);

        // A rule that brings numbers of its own is about a number, whatever vectors stand beside it: Activation(double x, double[] layer).
        if (shape.HasVectors) return shape.ScalarCount > 0 && !candidate.Scalars.IsEmpty ? vectors.Concat(scalars) : vectors;
        return shape.ScalarCount > 0 ? scalars : vectors;
    }

    // Vectors, or objects that may hold some, alone or in a list.
    private static bool HoldsVectors(INamedTypeSymbol type) => !type.DeclaringSyntaxReferences.IsEmpty && type.GetMembers().OfType<IFieldSymbol>().Any(static field =>
        !field.IsStatic && (BufferTypes.IsFloating(field.Type) || PartOf(field.Type) is { TypeKind: TypeKind.Class or TypeKind.Interface, DeclaringSyntaxReferences.IsEmpty: false }));

    private static ITypeSymbol PartOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "List" or "IList", TypeArguments: { Length: 1 } element } => element[0],
        _ => type,
    };
}
