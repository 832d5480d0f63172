using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>What a check has found wrong, and where.</summary>
/// <param name="Descriptor">The diagnostic.</param>
/// <param name="Location">The exact span.</param>
/// <param name="Arguments">The message's arguments, as invariant text.</param>
internal readonly record struct Finding(DiagnosticDescriptor Descriptor, Location Location, string[] Arguments)
{
    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location, Arguments);
}
