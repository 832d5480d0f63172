using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.CodeFixes.Shift;

/// <content>Calls.</content>
internal sealed partial class Homogeneity
{
    private Degree Call(IInvocationOperation call)
    {
        if (_shifted.Contains(call.Syntax))
            return Degree.One;
        IMethodSymbol method = call.TargetMethod;
        return method.ContainingType?.ToDisplayString() switch
        {
            "System.Linq.Enumerable" => Query(call),
            "System.Math" or "System.MathF" or "double" or "float" or "System.Half" or "UnityEngine.Mathf" => Function(call),
            "System.Array" when method.Name == "ConvertAll" => Mapped(call.Arguments[1].Value, Value(call.Arguments[0].Value)),
            _ when method.Name is "Clone" or "ToArray" && call.Instance is { } copied => Value(copied),
            _ when method.Name is "AsSpan" or "AsMemory" or "Slice" && RootOf(call) is not null => Value(call.Instance ?? call.Arguments[0].Value),
            _ when method.Name == "Add" && call.Instance is { } list && RootOf(list) is { } root && call.Arguments.Length == 1 => Added(call, root),
            _ => method.ContainingType?.ContainingNamespace?.ToDisplayString() == "System.Numerics" ? Function(call) : Unknown(call),
        };
    }

    private Degree Added(IInvocationOperation call, ISymbol list)
    {
        Degree degree = Value(call.Arguments[0].Value);
        Set(list, new Content(Degree.Join(ContentOf(list).Degree, degree)));
        return Degree.None;
    }

    private Degree Function(IInvocationOperation call)
    {
        Degree[] arguments = call.Arguments.Select(argument => Value(argument.Value)).ToArray();
        switch (call.TargetMethod.Name)
        {
            case "Max" or "Min":
                return arguments.Aggregate(Degree.Join);
            case "Abs" or "Round" when arguments.Length == 1 && call.TargetMethod.Name == "Abs":
                return arguments[0];
            case "IsNaN" or "IsInfinity" or "IsFinite" or "IsPositiveInfinity" or "IsNegativeInfinity":
                _failed |= !arguments[0].IsKnown;
                return Degree.None;
            case "Log" when arguments.Length == 1 && arguments[0] is { IsKnown: true, Power: { } power }:
                if (power != 0)
                    _balanced.Add(call.Syntax);
                _logarithms[call.Syntax] = power;
                return Degree.None;
            default:
                Array.ForEach(arguments, Expect);
                return Degree.None;
        }
    }

    private Degree Query(IInvocationOperation call)
    {
        Degree source = call.Arguments.Length == 0 ? Degree.None : Value(call.Arguments[0].Value);
        switch (call.TargetMethod.Name)
        {
            case "Select" or "Sum" or "Max" or "Min" or "Average" when call.Arguments.Length == 2:
                return Mapped(call.Arguments[1].Value, source);
            case "Sum" or "Max" or "Min" or "Average" or "ToArray" or "ToList" or "AsEnumerable" or "First" or "Last"
                or "Reverse" when call.Arguments.Length == 1:
                return source;
            case "ElementAt" or "Take" or "Skip":
                Expect(Value(call.Arguments[1].Value));
                return source;
            case "Count" when call.Arguments.Length == 1:
                return Degree.None;
            case "Zip" when call.Arguments.Length == 3:
                return Mapped(call.Arguments[2].Value, source, Value(call.Arguments[1].Value));
            default:
                Expect(source);
                foreach (IArgumentOperation argument in call.Arguments.Skip(1))
                    Expect(Value(argument.Value));
                return Degree.None;
        }
    }

    // What a function makes of elements of these degrees.
    private Degree Mapped(IOperation function, params Degree[] elements)
    {
        while (function is IConversionOperation or IDelegateCreationOperation)
            function = function is IConversionOperation conversion ? conversion.Operand : ((IDelegateCreationOperation)function).Target;
        if (function is IMethodReferenceOperation group)
        {
            if (_shifted.Contains(group.Syntax))
                return Degree.One;
            Array.ForEach(elements, Expect);
            return Degree.None;
        }

        if (function is not IAnonymousFunctionOperation { Body.Operations: { Length: > 0 } operations } lambda)
        {
            Expect(Value(function));
            Array.ForEach(elements, Expect);
            return Degree.None;
        }

        for (int index = 0; index < lambda.Symbol.Parameters.Length; index++)
            Set(lambda.Symbol.Parameters[index], new Content(index < elements.Length ? elements[index] : Degree.None));
        Degree result = Degree.Any;
        foreach (IOperation operation in operations)
        {
            if (operation is IReturnOperation returned)
                result = Degree.Join(result, Value(returned.ReturnedValue));
            else
                Expect(Value(operation));
        }

        foreach (IParameterSymbol parameter in lambda.Symbol.Parameters)
            _state.Remove(parameter);
        return result;
    }

    private Degree Unknown(IInvocationOperation call)
    {
        Expect(Value(call.Instance));
        foreach (IArgumentOperation argument in call.Arguments)
            Expect(Value(argument.Value));
        // Whoever is called may look into fields.
        foreach (KeyValuePair<ISymbol, Content> entry in _state)
        {
            if (entry.Key is IFieldSymbol or IPropertySymbol)
                Expect(entry.Value.Degree);
        }

        return Degree.None;
    }
}
