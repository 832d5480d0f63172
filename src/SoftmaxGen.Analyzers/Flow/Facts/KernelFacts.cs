using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>
/// What the package's own kernels compute: methods that carry one of its attributes and whose parameters find their roles by name.
/// Their bodies are generated, and need not be read.
/// </summary>
internal static class KernelFacts
{
    /// <summary>The attributes' names whose kernels make a body that calls them worth analysing.</summary>
    public static readonly ImmutableArray<string> TellingNames =
        ImmutableArray.Create("Softmax", "LogSoftmax", "LogSumExp", "SoftmaxLoss", "NllLoss");

    private const string Suffix = "Attribute";

    /// <summary>The kernel that a method is; null where it is none, or one that says nothing of values.</summary>
    public static LibraryFunction? Find(IMethodSymbol method) => AttributeOf(method) is not { AttributeClass: { } type } ? null : Name(type) switch
    {
        "Softmax" => Map(method, FunctionKind.Softmax, "logits", "probabilities"),
        "LogSoftmax" => Map(method, FunctionKind.LogSoftmax, "logits", "logProbabilities"),
        "LogSumExp" => Map(method, FunctionKind.LogSumExp, "logits", "logSumExp") is { } sum ? sum with { Shape = FunctionShape.Reduction } : null,
        "ArgMax" => Map(method, FunctionKind.ArgMax, "logits", "labels") is { } max ? max with { Shape = FunctionShape.Reduction } : null,
        "SoftmaxLoss" => Loss(method, FunctionKind.CrossEntropyLogits, "logits", ValueDomain.Logits),
        "NllLoss" => Loss(method, FunctionKind.NllLoss, "logProbabilities", ValueDomain.LogProbabilities),
        _ => null,
    };

    /// <summary>The attribute that makes a method a kernel.</summary>
    public static AttributeData? AttributeOf(IMethodSymbol method)
    {
        // What another assembly has compiled no longer carries it.
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return null;
        foreach (AttributeData attribute in (method.PartialDefinitionPart ?? method).GetAttributes())
            if (attribute.AttributeClass is { ContainingType: null, ContainingNamespace: { Name: "SoftmaxGen", ContainingNamespace.IsGlobalNamespace: true } } type &&
                type.Name.EndsWith(Suffix, StringComparison.Ordinal) && (Name(type) == "ArgMax" || TellingNames.Contains(Name(type))))
                return attribute;
        return null;
    }

    /// <summary>A number that is given to the attribute by name.</summary>
    public static int? Option(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
            if (argument.Key == name && argument.Value.Value is int value)
                return value;
        return null;
    }

    private static string Name(INamedTypeSymbol type) =>
        type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name.Substring(0, type.Name.Length - Suffix.Length) : type.Name;

    private static LibraryFunction? Map(IMethodSymbol method, FunctionKind kind, string input, string output) =>
        Ordinal(method, input) is >= 0 and int from
            ? new LibraryFunction(kind, FunctionShape.Elementwise) { Input = from, Destination = Ordinal(method, output), IsStable = true }
            : null;

    private static LibraryFunction? Loss(IMethodSymbol method, FunctionKind kind, string input, ValueDomain expected)
    {
        int target = Ordinal(method, "labels");
        return Ordinal(method, input) is >= 0 and int from
            ? new LibraryFunction(kind, FunctionShape.Loss)
            {
                Input = from,
                Target = target >= 0 ? target : Ordinal(method, "target"),
                ExpectedDomain = expected,
                IsStable = true,
            }
            : null;
    }

    private static int Ordinal(IMethodSymbol method, string name)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
            if (parameter.Name == name)
                return parameter.Ordinal;
        return LibraryFunction.Absent;
    }
}
