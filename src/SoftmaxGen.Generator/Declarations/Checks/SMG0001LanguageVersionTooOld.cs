using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>Below C# 9 a partial method must be private and return void.</summary>
internal sealed class SMG0001LanguageVersionTooOld() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0001",
        "The C# language version is too old",
        "{0} needs C# 9 or later, and this project's language version is {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0001.md");

    public override bool IsDecisive => true;

    public override bool LeavesNoRoom => true;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        if (declaration.LanguageVersion < LanguageVersion.CSharp9)
        {
            yield return At(
                declaration.AttributeName,
                declaration.Contract.DisplayName,
                declaration.LanguageVersion.ToDisplayString());
        }
    }
}
