using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Where runs begin and end.</content>
internal sealed partial class Machine
{
    /// <summary>Runs an operation that stands alone.</summary>
    public object? RunAlone(IOperation body, IReadOnlyDictionary<ISymbol, object?> variables, object? receiver)
    {
        IMethodSymbol? symbol = (body as IAnonymousFunctionOperation)?.Symbol ?? (body as ILocalFunctionOperation)?.Symbol;
        Frame frame = new(symbol, null, receiver, TypeEnvironment.Empty);
        foreach (KeyValuePair<ISymbol, object?> pair in variables)
        {
            frame.Declare(pair.Key, pair.Value as Location ?? new Slot(pair.Value));
        }

        return body switch
        {
            IAnonymousFunctionOperation lambda => RunBody(lambda.Body, frame),
            ILocalFunctionOperation { Body: { } inner } => RunBody(inner, frame),
            IMethodBodyOperation method => RunBody(method.BlockBody ?? method.ExpressionBody ?? throw Stuck("no body"), frame),
            IBlockOperation => RunBody(body, frame),
            _ when body.Type is not null => Eval(body, frame),
            _ => RunBody(body, frame),
        };
    }

    /// <summary>The value with every lazy sequence in it computed, since nothing of a run may outlive it.</summary>
    public object? Drain(object? value)
    {
        switch (value)
        {
            case Location place:
                return Drain(place.Value);
            case SequenceValue sequence:
                object?[] items = [.. sequence.Items.Select(Drain)];
                Allocate(items.Length);
                return new ArrayValue(Compilation.ObjectType, items);
            case Aggregate { Type.IsTupleType: true } tuple:
                for (int i = 0; i < tuple.Fields.Length; i++) tuple.Fields[i] = Drain(tuple.Fields[i]);
                return tuple;
            default:
                return value;
        }
    }
}
