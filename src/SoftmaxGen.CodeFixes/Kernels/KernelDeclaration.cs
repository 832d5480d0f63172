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
    /// The name of a kernel of so many classes that can be called at a place: one that is there, or one that the plan adds. Null
    /// where the generator would refuse it.
    /// </summary>
    public static string? Name(FixPlan plan, FixSite site, KernelShape shape, int classes, ITypeSymbol element)
    {
        Compilation compilation = site.Model.Compilation;
        if (classes is < FewestClasses or > MostClasses
            || element.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double)
            || compilation.GetTypeByMetadataName($"SoftmaxGen.{shape.Name}Attribute") is null
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
            .FirstOrDefault(method => ClassesOf(method, shape) == classes && IsOf(method.Parameters[0].Type, element));
        if (there is not null)
            return there.Name;
        string name = shape.Name;
        for (int number = 1; IsTaken(name, symbol, site); number++)
            name = shape.Name + "Kernel" + (number == 1 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        string number1 = element.ToDisplayString();
        string parameters = string.Join(", ", shape.Parameters.Select(parameter =>
            $"System.{(parameter.IsWritten ? "Span" : "ReadOnlySpan")}<{parameter.Type?.ToDisplayString() ?? number1}> {parameter.Role}"));
        plan.AddMember(type, $"""
            [SoftmaxGen.{shape.Name}(Classes = {classes})]
            private static partial {(shape.Returns ? number1 : "void")} {name}({parameters});
            """.Replace("\r\n", "\n"));
        plan.MakePartial(type);
        return name;
    }

    /// <summary>The number of classes of a method that is a kernel of that shape; null for all others.</summary>
    public static int? ClassesOf(IMethodSymbol method, KernelShape shape) =>
        method is { IsStatic: true, IsGenericMethod: false, Parameters: { Length: 2 } parameters }
        && method.ReturnsVoid != shape.Returns
        && parameters.Zip(shape.Parameters, IsSpan).All(fits => fits)
        && method.GetAttributes().FirstOrDefault(each =>
            each.AttributeClass is { ContainingNamespace: { Name: "SoftmaxGen", ContainingNamespace.IsGlobalNamespace: true } } type
            && type.Name == shape.Name + "Attribute") is { NamedArguments: { Length: 1 } options }
        && options[0] is { Key: "Classes", Value.Value: int given }
            ? given : null;

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

    private static bool IsSpan(IParameterSymbol parameter, KernelParameter expected) =>
        parameter.Name == expected.Role
        && parameter.Type.OriginalDefinition.ToDisplayString() == (expected.IsWritten ? "System.Span<T>" : "System.ReadOnlySpan<T>")
        && (expected.Type is null || IsOf(parameter.Type, expected.Type));

    private static bool IsOf(ITypeSymbol span, ITypeSymbol element) =>
        span is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } && SymbolEqualityComparer.Default.Equals(arguments[0], element);
}
