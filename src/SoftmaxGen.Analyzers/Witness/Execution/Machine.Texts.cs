using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Interpolated texts: their parts are evaluated, the result is usually opaque.</content>
internal sealed partial class Machine
{
    private object EvalText(IInterpolatedStringOperation text, Frame frame)
    {
        string? result = "";
        foreach (IInterpolatedStringContentOperation part in text.Parts)
        {
            string? piece = part switch
            {
                IInterpolatedStringTextOperation literal => literal.Text.ConstantValue.Value as string,
                IInterpolationOperation { Alignment: null, FormatString: null } hole => Texts.Of(Eval(Unboxed(hole.Expression), frame)),
                IInterpolationOperation hole => Opaque(Eval(Unboxed(hole.Expression), frame)),
                _ => throw Stuck("an interpolated text with a handler"),
            };
            result = piece is null || result is null ? null : result + piece;
        }

        return result is null ? OpaqueText.Instance : result;
    }

    private static string? Opaque(object? _) => null;

    // A hole may box an enum, which matters to nobody here.
    private static IOperation Unboxed(IOperation hole) =>
        hole is IConversionOperation { IsImplicit: true, OperatorMethod: null } boxed ? boxed.Operand : hole;
}
