using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace SoftmaxGen.CodeFixes.Plans;

/// <summary>A change, in the order in which it was planned; nothing happens before <see cref="Apply"/>.</summary>
internal sealed class FixPlan
{
    private readonly List<Action<SyntaxEditor>> _edits = new();
    private readonly Dictionary<TypeDeclarationSyntax, List<string>> _members = new();
    private readonly List<TypeDeclarationSyntax> _partial = new();

    public FixPlan(string title) => Title = title;

    /// <summary>What the user sees.</summary>
    public string Title { get; }

    /// <summary>Puts an expression in another's place; parentheses are added where the place needs them.</summary>
    public FixPlan Replace(ExpressionSyntax old, ExpressionSyntax replacement)
    {
        ExpressionSyntax placed = Writing.Code.FitFor(old, replacement)
            .WithTriviaFrom(old)
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        _edits.Add(editor => editor.ReplaceNode(old, placed));
        return this;
    }

    /// <summary>Puts any node in another's place.</summary>
    public FixPlan ReplaceNode(SyntaxNode old, SyntaxNode replacement)
    {
        SyntaxNode placed = replacement.WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
        _edits.Add(editor => editor.ReplaceNode(old, placed));
        return this;
    }

    /// <summary>Writes statements before one that is in a block.</summary>
    public FixPlan InsertBefore(StatementSyntax statement, params StatementSyntax[] added)
    {
        _edits.Add(editor => editor.InsertBefore(
            statement, added.Select(each => each.WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation))));
        return this;
    }

    /// <summary>Writes a statement after one that is in a block.</summary>
    public FixPlan InsertAfter(StatementSyntax statement, StatementSyntax added)
    {
        _edits.Add(editor => editor.InsertAfter(
            statement, added.WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation)));
        return this;
    }

    /// <summary>Takes a statement out of its block, with the comments that belong to it.</summary>
    public FixPlan Remove(StatementSyntax statement)
    {
        _edits.Add(editor => editor.RemoveNode(statement, SyntaxRemoveOptions.KeepUnbalancedDirectives));
        return this;
    }

    /// <summary>Writes a member at the end of a type, unless the plan has it already.</summary>
    public FixPlan AddMember(TypeDeclarationSyntax type, string member)
    {
        if (!_members.TryGetValue(type, out List<string>? planned))
            _members.Add(type, planned = new List<string>());
        if (!planned.Contains(member))
            planned.Add(member);
        return this;
    }

    /// <summary>Makes a type and those around it partial, where they are not.</summary>
    public FixPlan MakePartial(TypeDeclarationSyntax type)
    {
        _partial.AddRange(type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>()
            .Where(each => !each.Modifiers.Any(SyntaxKind.PartialKeyword)));
        return this;
    }

    /// <summary>The document after the change.</summary>
    public Document Apply(FixSite site)
    {
        SyntaxEditor editor = new(site.Root, site.Document.Project.Solution.Workspace.Services);
        foreach (Action<SyntaxEditor> edit in _edits)
            edit(editor);
        string newLine = site.Root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is var end
            && end.RawKind != 0 ? end.ToString() : "\n";
        foreach (KeyValuePair<TypeDeclarationSyntax, List<string>> members in _members)
        {
            editor.ReplaceNode(members.Key, (current, _) => members.Value.Aggregate(
                (TypeDeclarationSyntax)current, (type, member) => Append(type, member, newLine)));
        }

        foreach (TypeDeclarationSyntax type in _partial)
            editor.ReplaceNode(type, (current, _) => Partial((TypeDeclarationSyntax)current));
        return site.Document.WithSyntaxRoot(editor.GetChangedRoot());
    }

    private static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
    }

    private static TypeDeclarationSyntax Append(TypeDeclarationSyntax type, string member, string newLine)
    {
        SyntaxTrivia end = SyntaxFactory.ElasticEndOfLine(newLine);
        MemberDeclarationSyntax parsed = SyntaxFactory.ParseMemberDeclaration(member.Replace("\n", newLine))!;
        return type.AddMembers(parsed
            .WithLeadingTrivia(type.Members.Count == 0 ? parsed.GetLeadingTrivia() : parsed.GetLeadingTrivia().Insert(0, end))
            .WithTrailingTrivia(end)
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation));
    }
}
