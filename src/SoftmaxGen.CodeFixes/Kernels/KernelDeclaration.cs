using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;

namespace SoftmaxGen.CodeFixes.Kernels;

/// <summary>A partial method that our generator gives its body, written into the user's type.</summary>
internal static class KernelDeclaration
{
    private const int FewestClasses = 2;
    private const int MostClasses = 1 << 20;

    /// <summary>
    /// The name of a softmax of so many classes that can be called at a place: one that is there, or one that the plan adds. Null
    /// where the generator would refuse it.
    /// </summary>
    public static string? Softmax(FixPlan plan, FixSite site, int classes, ITypeSymbol element)
    {
        Compilation compilation = site.Model.Compilation;
        if (classes is < FewestClasses or > MostClasses
            || element.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double)
            || compilation.GetTypeByMetadataName("SoftmaxGen.SoftmaxAttribute") is not { } attribute
            || compilation.GetTypeByMetadataName("System.Span`1") is null
            || compilation.GetTypeByMetadataName("System.ReadOnlySpan`1") is null
            || site.Root.SyntaxTree.Options is not CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 }
            || site.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || !type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().All(CanBePartial)
            || site.Model.GetDeclaredSymbol(type, site.Token) is not { } symbol)
        {
            return null;
        }

        IMethodSymbol? there = symbol.GetMembers().OfType<IMethodSymbol>()
            .FirstOrDefault(method => IsKernel(method, attribute, classes, element));
        if (there is not null)
            return there.Name;
        string name = "Softmax";
        for (int number = 1; IsTaken(name, symbol, site); number++)
            name = "SoftmaxKernel" + (number == 1 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        string number1 = element.SpecialType == SpecialType.System_Single ? "float" : "double";
        plan.AddMember(type, $"""
            [SoftmaxGen.Softmax(Classes = {classes})]
            private static partial void {name}(System.ReadOnlySpan<{number1}> logits, System.Span<{number1}> probabilities);
            """.Replace("\r\n", "\n"));
        plan.MakePartial(type);
        return name;
    }

    // A type of one file is none that a generated file can add to.
    private static bool CanBePartial(TypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax or StructDeclarationSyntax or RecordDeclarationSyntax
        && !type.Modifiers.Any(modifier => modifier.Text == "file");

    private static bool IsTaken(string name, INamedTypeSymbol type, FixSite site)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Name == name)
                return true;
        }

        return !site.Model.LookupSymbols(site.Node.SpanStart, name: name).IsEmpty;
    }

    private static bool IsKernel(IMethodSymbol method, INamedTypeSymbol attribute, int classes, ITypeSymbol element) =>
        method is { IsStatic: true, ReturnsVoid: true, IsGenericMethod: false, Parameters: { Length: 2 } parameters }
        && IsSpan(parameters[0], "logits", "System.ReadOnlySpan<T>", element)
        && IsSpan(parameters[1], "probabilities", "System.Span<T>", element)
        && method.GetAttributes().Any(each =>
            SymbolEqualityComparer.Default.Equals(each.AttributeClass, attribute)
            && each.NamedArguments.Length == 1
            && each.NamedArguments[0] is { Key: "Classes", Value.Value: int given } && given == classes);

    private static bool IsSpan(IParameterSymbol parameter, string name, string definition, ITypeSymbol element) =>
        parameter.Name == name
        && parameter.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } type
        && type.OriginalDefinition.ToDisplayString() == definition
        && SymbolEqualityComparer.Default.Equals(arguments[0], element);
}
