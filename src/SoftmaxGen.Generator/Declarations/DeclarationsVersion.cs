using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>
/// Tells compilations apart by what they declare. In an editor every keystroke makes a new one, and most of those say the same
/// as the one before outside of bodies: then whatever was read from a declaration in a file that is the same object still holds.
/// </summary>
/// <remarks>Runs may be at work on several compilations at once: they agree on a version or do not, and either is right.</remarks>
internal sealed class DeclarationsVersion
{
    private readonly ConditionalWeakTable<Compilation, object> versions = new();
    private readonly ConditionalWeakTable<SyntaxTree, object> files = new();
    private Snapshot? last;

    /// <summary>The same object for compilations whose declarations, references and options are the same.</summary>
    public object Of(Compilation compilation) => versions.GetValue(compilation, Find);

    /// <summary>
    /// The same object for a file before and after edits that change no declaration of it; asked for after <see cref="Of"/>.
    /// </summary>
    public object FileOf(SyntaxTree tree) => files.GetValue(tree, static _ => new object());

    private object Find(Compilation compilation)
    {
        Snapshot next = new(compilation);
        if (last is { } known && next.DeclaresTheSameAs(known, DeclareTheSame))
        {
            next = next with { Version = known.Version };
        }

        last = next;
        return next.Version;
    }

    // The compiler's own comparison: it leaves out bodies and initialisers, but not those of constants.
    private bool DeclareTheSame(SyntaxTree one, SyntaxTree before)
    {
        if (ReferenceEquals(one, before))
        {
            return true;
        }

        if (!one.Options.Equals(before.Options) || !SyntaxFactory.AreEquivalent(one, before, topLevel: true))
        {
            return false;
        }

        files.GetValue(one, _ => FileOf(before));
        return true;
    }

    /// <summary>What the meaning of a declaration can depend on; without the compilation, so that nothing keeps its symbols.</summary>
    private sealed record Snapshot
    {
        public Snapshot(Compilation compilation)
        {
            AssemblyName = compilation.AssemblyName;
            Options = compilation.Options;
            References = compilation.ExternalReferences;
            Trees = compilation.SyntaxTrees.ToImmutableArray();
        }

        public object Version { get; init; } = new();

        private string? AssemblyName { get; }

        private CompilationOptions Options { get; }

        private ImmutableArray<MetadataReference> References { get; }

        private ImmutableArray<SyntaxTree> Trees { get; }

        public bool DeclaresTheSameAs(Snapshot other, Func<SyntaxTree, SyntaxTree, bool> declareTheSame) =>
            AssemblyName == other.AssemblyName
            && Options.Equals(other.Options)
            && References.SequenceEqual(other.References)
            && Trees.Length == other.Trees.Length
            && Trees.Zip(other.Trees, declareTheSame).All(same => same);
    }
}
