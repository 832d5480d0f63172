using System.Collections;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// Hashes what identifies a term by what it is in the code: its kind, its name, where it stands. The normal form of sums and products is
/// ordered by hashes, and the hashes of .NET's strings and objects differ from one run to the next: so would the order, what is cut
/// from a term that has grown too large, and in the end what is reported.
/// </summary>
internal static class StableHash
{
    private static readonly ConditionalWeakTable<object, object> s_known = new();

    public static int Of(object? identity) => identity switch
    {
        null => 0,
        string text => Of(text),
        ISymbol or SyntaxTree or BasicBlock => (int)s_known.GetValue(identity, static key => OfLasting(key)),
        SyntaxNode node => OfNode(node),
        LostBuffer buffer => Combine(17, OfNode(buffer.Argument)),
        IOperation operation => Combine((int)operation.Kind, OfNode(operation.Syntax)),
        LoopIndex index => Combine(Of(index.Loop), Of(index.Variable)),
        Allocation allocation => Combine(Combine(3, Of(allocation.Site)), Of(allocation.Path)),
        CallPath path => Combine(Combine(19, Of(path.Call)), Of(path.From)),
        Term term => term.GetHashCode(),
        Shrinking.Folded folded => Combine(5, folded.GetHashCode()),
        Members.MemberLogits logits => Combine(7, Of(logits.Member)),
        Closure closure => Combine(11, Of(closure.Function)),
        LibraryFunction function => Combine(13, (int)function.Kind),
        ControlFlowGraph graph => Of(graph.OriginalOperation),
        Body body => Of(body.Graph),
        IStructuralEquatable tuple => Parts.Of(tuple),
        // Numbers and the like; of an object that is nothing but itself only the type says something that lasts.
        ValueType value => value is Enum ? Convert.ToInt32(value, null) : value.GetHashCode(),
        _ => Of(identity.GetType().Name),
    };

    public static int Of(string? text)
    {
        int hash = 0;
        if (text is not null)
            foreach (char c in text)
                hash = Combine(hash, c);
        return hash;
    }

    public static int Combine(int a, int b) => unchecked(((a << 5) | (int)((uint)a >> 27)) + a ^ b);

    private static int OfNode(SyntaxNode node) =>
        Combine(Combine(Combine(Of(node.SyntaxTree), node.FullSpan.Start), node.FullSpan.Length), node.RawKind);

    // Asked for again and again: worked out once.
    private static object OfLasting(object identity) => identity switch
    {
        ISymbol symbol => OfSymbol(symbol),
        BasicBlock block => Combine(block.Ordinal, Of(block.BranchValue ?? block.Operations.FirstOrDefault())),
        _ => Of(((SyntaxTree)identity).FilePath),
    };

    private static int OfSymbol(ISymbol symbol)
    {
        int hash = Combine(Combine((int)symbol.Kind, Of(symbol.Name)), Of(symbol.ContainingType?.Name));
        foreach (Location location in symbol.Locations)
            hash = location.IsInSource ? Combine(Combine(hash, Of(location.SourceTree)), location.SourceSpan.Start) : hash;
        return symbol is IMethodSymbol method ? Combine(hash, method.Parameters.Length) : hash;
    }

    // Tuples give their items to a comparer, one after the other.
    private sealed class Parts : IEqualityComparer
    {
        private int _hash = 17;

        public static int Of(IStructuralEquatable tuple)
        {
            var parts = new Parts();
            tuple.GetHashCode(parts);
            return parts._hash;
        }

        int IEqualityComparer.GetHashCode(object item)
        {
            _hash = Combine(_hash, StableHash.Of(item));
            return 0;
        }

        bool IEqualityComparer.Equals(object? x, object? y) => Equals(x, y);
    }
}
