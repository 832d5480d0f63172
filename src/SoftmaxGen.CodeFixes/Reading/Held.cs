using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SoftmaxGen.CodeFixes.Plans;

namespace SoftmaxGen.CodeFixes.Reading;

/// <summary>
/// An exponential that is called in an expression, or before it into a local: in both, of something that can be evaluated
/// again where the expression is.
/// </summary>
/// <param name="Call">The exponential.</param>
/// <param name="Local">The local, which nobody needs once the expression is gone; or null.</param>
internal sealed record Held(MathCall Call, Local? Local)
{
    /// <summary>Reads the exponential, or null.</summary>
    public static Held? Read(ExpressionSyntax exponential, ExpressionSyntax place, SemanticModel model)
    {
        if (MathCall.Read(exponential, "Exp", model) is { } call)
            return Purity.IsPure(call.Argument, model) ? new Held(call, null) : null;
        return Local.Read(exponential, model) is { } local
            && MathCall.Read(local.Value, "Exp", model) is { } held
            && Purity.IsPure(held.Argument, model)
            && Writes.IsUnchanged(held.Argument, local.Value, place, model)
                ? new Held(held, local.Declaration is { Parent: BlockSyntax } && local.IsUsedOnlyIn(place) ? local : null)
                : null;
    }

    /// <summary>Takes the local away with the expression.</summary>
    public void RemoveFrom(FixPlan plan)
    {
        if (Local?.Declaration is { } declaration)
            plan.Remove(declaration);
    }
}
