using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>The nodes of a body, walked once, and what it declares itself: such a name means no member.</summary>
internal sealed class CodeOfBody
{
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    public CodeOfBody(SyntaxNode body)
    {
        foreach (SyntaxNode node in body.DescendantNodes())
        {
            Nodes.Add(node);
            if (NameOf(node) is { } name)
                _declared.Add(name);
        }
    }

    /// <summary>The nodes in the order of the text.</summary>
    public List<SyntaxNode> Nodes { get; } = [];

    /// <summary>Whether a variable, a parameter or a local function of that name is declared in it.</summary>
    public bool Declares(string name) => _declared.Contains(name);

    /// <summary>Whether a name stands for something that is declared in it.</summary>
    public bool IsLocal(SimpleNameSyntax name) => Declares(name.Identifier.ValueText) &&
        !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name) && name.Parent is not MemberBindingExpressionSyntax;

    private static string? NameOf(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        ForEachStatementSyntax each => each.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };
}
