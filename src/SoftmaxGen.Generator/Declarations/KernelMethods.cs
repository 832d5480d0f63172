using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>
/// Finds the methods that carry a kernel attribute. <c>ForAttributeWithMetadataName</c> binds the attributes of all of them at
/// every keystroke; here that is done for a method whose own text was edited, and for all when an edit reaches what they could
/// depend on, which no body and no comment is.
/// </summary>
internal sealed class KernelMethods
{
    private readonly DeclarationsVersion versions = new();
    private readonly ConditionalWeakTable<MethodDeclarationSyntax, Reading> ofNodes = new();
    private readonly ConditionalWeakTable<object, ConcurrentDictionary<string, Reading>> ofFiles = new();

    /// <summary>What the methods come to; null where none of its attributes is ours.</summary>
    public IncrementalValuesProvider<DeclaredMethod?> In(SyntaxValueProvider syntax) =>
        syntax.CreateSyntaxProvider(static (node, _) => CanBeKernel(node), Read);

    // Names would not tell: an attribute may have an alias, and the alias stand in another file.
    private static bool CanBeKernel(SyntaxNode node) =>
        node is MethodDeclarationSyntax { AttributeLists.Count: > 0 } method && method.Modifiers.Any(SyntaxKind.PartialKeyword);

    private DeclaredMethod? Read(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        MethodDeclarationSyntax syntax = (MethodDeclarationSyntax)context.Node;
        object version = versions.Of(context.SemanticModel.Compilation);
        if (ofNodes.TryGetValue(syntax, out Reading? known) && ReferenceEquals(known.Version, version))
        {
            return known.Method;
        }

        // The file was edited, so that its nodes are new; but nothing was declared, so that each stands where it stood.
        ConcurrentDictionary<string, Reading> ofFile = ofFiles.GetOrCreateValue(versions.FileOf(syntax.SyntaxTree));
        string place = PlaceOf(syntax);
        string text = syntax.ToFullString();
        if (!ofFile.TryGetValue(place, out known) || !ReferenceEquals(known.Version, version) || known.Text != text)
        {
            known = new(version, text, KernelDeclaration.Read(syntax, context.SemanticModel, cancellationToken));
            ofFile[place] = known;
        }

        ofNodes.Remove(syntax);
        ofNodes.GetValue(syntax, _ => known);
        return known.Method;
    }

    /// <summary>Which member of which member of the file it is.</summary>
    private static string PlaceOf(MethodDeclarationSyntax method) => string.Join(
        "/", method.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Select(member => MembersAround(member).IndexOf(member)));

    private static SyntaxList<MemberDeclarationSyntax> MembersAround(MemberDeclarationSyntax member) => member.Parent switch
    {
        TypeDeclarationSyntax type => type.Members,
        BaseNamespaceDeclarationSyntax space => space.Members,
        CompilationUnitSyntax file => file.Members,
        _ => default,
    };

    /// <summary>What a method came to.</summary>
    /// <param name="Version">As long as this is the same, so is what the text means.</param>
    /// <param name="Text">With the comments above it: a documentation comment is never written twice.</param>
    private sealed record Reading(object Version, string Text, DeclaredMethod? Method);
}
