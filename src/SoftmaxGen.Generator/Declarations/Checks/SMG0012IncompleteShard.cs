using Microsoft.CodeAnalysis;
using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>A shard has a <c>classOffset</c> and reads the merged <c>logSumExp</c>: one without the other has no meaning.</summary>
internal sealed class SMG0012IncompleteShard() : DeclarationCheck(Rule)
{
    private static readonly DiagnosticDescriptor Rule = new(
        "SMG0012",
        "The sharded loss is incomplete",
        "A shard has an int 'classOffset' and reads the merged 'logSumExp': {0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "SMG0012.md");

    /// <summary>Whether that parameter is read or written by what else there is, so that this check judges its type.</summary>
    public static bool Judges(Declaration declaration, DeclaredParameter parameter) =>
        parameter.Contract?.Role == ParameterRole.LogSumExp
        && declaration.Contract.Role(RoleNames.Of(ParameterRole.ClassOffset)) is not null;

    public override IEnumerable<Finding> Find(Declaration declaration)
    {
        DeclaredParameter? offset = declaration.Find(RoleNames.Of(ParameterRole.ClassOffset));
        DeclaredParameter? merged = declaration.Parameters.FirstOrDefault(parameter => Judges(declaration, parameter));
        if (offset?.Contract is not null && merged is null)
            yield return At(offset.Identifier, "there is no 'logSumExp'");

        if (merged is not { HasRightCarrier: true })
            yield break;

        if (offset is null && CarrierReader.IsReadOnly(merged.Carrier))
        {
            string writable = merged.Carrier == Carrier.ReadOnlySpan ? "Span" : "Memory";
            yield return At(merged.Type, $"there is no 'classOffset', and without it 'logSumExp' is written, as {writable}");
        }
        else if (offset is not null && merged.Carrier is Carrier.Span or Carrier.Memory)
        {
            yield return At(merged.Type, $"make it ReadOnly{merged.Carrier}, for it is not written");
        }
    }
}
