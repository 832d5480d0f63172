using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;
using SoftmaxGen.CodeFixes.Reading;

namespace SoftmaxGen.CodeFixes.Writing;

/// <summary>
/// A private static function that a fix writes into the user's type, because .NET has it not, or has it naively:
/// <c>double.LogP1</c> is 0 at 1e-17.
/// </summary>
internal sealed class Helper
{
    private readonly string _name;
    private readonly string _body;

    private Helper(string name, string body)
    {
        _name = name;
        _body = body;
    }

    /// <summary>log(1 + x).</summary>
    public static Helper Log1P { get; } = new("Log1P", """
        /// <summary>log(1 + x), exact where x is small.</summary>
        private static {type} {name}({type} x)
        {
            {type} u = 1 + x;
            return u == 1 || u == {type}.PositiveInfinity ? x : {log}(u) * x / (u - 1);
        }
        """);

    /// <summary>exp(x) - 1.</summary>
    public static Helper ExpM1 { get; } = new("ExpM1", """
        /// <summary>exp(x) - 1, exact where x is small.</summary>
        private static {type} {name}({type} x)
        {
            {type} u = {exp}(x);
            return u == 1 ? x : u - 1 == -1 || u == {type}.PositiveInfinity ? u - 1 : (u - 1) * x / {log}(u);
        }
        """);

    /// <summary>log(1 - exp(x)).</summary>
    public static Helper Log1MExp { get; } = new("Log1MExp", """
        /// <summary>log(1 - exp(x)) for x below 0, exact at both ends.</summary>
        private static {type} {name}({type} x)
        {
            {type} e = {exp}(x);
            return e > {half} ? {log}(e == 1 ? -x : (1 - e) * x / {log}(e)) : {log1mSmall};
        }
        """);

    /// <summary>
    /// The text of a call, and the helper in the plan unless the type has it; null where it cannot be written.
    /// </summary>
    public string? Call(FixPlan plan, FixSite site, SyntaxNode place, MathHome home, string argument)
    {
        if (!home.IsPlain
            || place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || type is InterfaceDeclarationSyntax
            || site.Model.GetDeclaredSymbol(type, site.Token) is not { } symbol)
        {
            return null;
        }

        foreach (string name in new[] { _name, "Stable" + _name })
        {
            string text = Text(name, home);
            IMethodSymbol[] there = Named(name, symbol);
            if (there.Any(method => IsSame(method, text)))
                return $"{name}({argument})";
            // An overload for the other type may stand beside ours; anything else of that name would be in the way.
            if (there.Length == site.Model.LookupSymbols(place.SpanStart, name: name).Length
                && there.All(method => IsSame(method, Text(name, home, other: true))))
            {
                plan.AddMember(type, text);
                return $"{name}({argument})";
            }
        }

        return null;
    }

    private static IMethodSymbol[] Named(string name, INamedTypeSymbol type) =>
        type.GetMembers(name).OfType<IMethodSymbol>().ToArray();

    private static bool IsSame(IMethodSymbol method, string text) =>
        method.DeclaringSyntaxReferences.Any(
            reference => reference.GetSyntax() is MethodDeclarationSyntax written
                && written.IsEquivalentTo(Parsed(text), topLevel: false));

    private static MemberDeclarationSyntax Parsed(string text) => SyntaxFactory.ParseMemberDeclaration(text)!;

    private string Text(string name, MathHome home, bool other = false)
    {
        bool isDouble = (home.Element.SpecialType == SpecialType.System_Double) != other;
        string log = other ? (isDouble ? "Math.Log" : "MathF.Log") : home.Name("Log");
        string exp = other ? (isDouble ? "Math.Exp" : "MathF.Exp") : home.Name("Exp");
        // log(1 - e) is -2 atanh(e / (2 - e)); .NET Framework and Unity lack atanh.
        string small = home.Has("Atanh") ? $"-2 * {home.Name("Atanh")}(e / (2 - e))" : $"1 - e == 1 ? -e : {log}(1 - e) * e / (1 - (1 - e))";
        return _body
            .Replace("{log1mSmall}", small)
            .Replace("{type}", isDouble ? "double" : "float")
            .Replace("{name}", name)
            .Replace("{log}", log)
            .Replace("{exp}", exp)
            .Replace("{half}", isDouble ? "0.5" : "0.5f")
            .Replace("\r\n", "\n");
    }
}
