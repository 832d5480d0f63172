using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Rules.LossUse;

/// <summary>
/// A method that is called softmax, sigmoid or the like, and, when it is run on small numbers, gives something else. Only what takes
/// nothing but its argument is judged, and only what the interpreter understands from end to end.
/// </summary>
internal sealed class SMG2006BrokenContract() : FlowRule(Describe(
    "SMG2006", LossUse, "A function is not what its name says",
    "{1}({2}) gives {3}, {4}{0}",
    DiagnosticSeverity.Info))
{
    private static readonly string[] Excuses =
        ["unnormal", "not normal", "non-normal", "derivative", "gradient", "backward", "approx", "without dividing"];

    public override void ExamineBody(RuleContext context)
    {
        if (context.Findings.Any(SaysMore) || context.Code is not { } code || MethodOf(context) is not { } method || Contract.Of(method.Name, TakesNumber(method)) is not { } contract ||
            IsExcused(method, contract, context.Token) || code.CodeOf(method, context.Token)?.Body is not { } body || DependsOnState(body) ||
            BodyShape.Of(method, body, code.Compilation) is not { } shape || !TakesOnlyItsArgument(shape.Method, contract))
            return;
        var candidate = new WitnessCandidate(method)
        {
            Vectors = Contract.Vectors,
            Scalars = Contract.Scalars,
            IsWrong = contract.IsBroken,
        };
        WitnessVerdict verdict = new WitnessRunner(code, InterpreterLimits.Default, context.Token).Confirm(candidate);
        if (verdict.Kind != VerdictKind.Confirmed)
            return;
        Evaluated at = context.Events[0] with { CallSite = null, Method = method };
        context.Report(new RuleFinding(this, at, body, ImmutableArray.Create(method.Name, InputOf(verdict), verdict.Output, contract.Fault), ImmutableArray<IOperation>.Empty)
        {
            CanBeConfirmed = false,
            Place = method.Locations[0],
        });
    }

    // What is wrong with the function has been told already, and where.
    private static bool SaysMore(RuleFinding finding) => finding.Rule.Descriptor.Id is "SMG1007" or "SMG2004" or "SMG2005";

    // «x [1, 2, 4]», «x = 2»: the message has the method's name in front.
    private static string InputOf(WitnessVerdict verdict)
    {
        int bracket = verdict.Input.IndexOf('['), equal = verdict.Input.IndexOf("= ", StringComparison.Ordinal);
        return bracket >= 0 ? verdict.Input.Substring(bracket) : equal >= 0 ? verdict.Input.Substring(equal + 2) : verdict.Input;
    }

    // The member that the body belongs to; lambdas and local functions are part of it.
    private static IMethodSymbol? MethodOf(RuleContext context)
    {
        foreach (Evaluated operation in context.Events)
        {
            ISymbol? symbol = operation.CallSite is null ? operation.Method : null;
            while (symbol is IMethodSymbol { ContainingSymbol: IMethodSymbol outer })
                symbol = outer;
            if (symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsAbstract: false } method)
                return method.PartialImplementationPart ?? method;
        }
        return null;
    }

    // One argument, somewhere to put the result, and the length of either; a flag or a number more may mean anything.
    private static bool TakesOnlyItsArgument(IMethodSymbol method, Contract contract)
    {
        int vectors = 0, numbers = 0;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.HasExplicitDefaultValue)
                continue;
            if (parameter.RefKind == RefKind.Ref)
                return false;
            if (BufferTypes.IsFloating(parameter.Type) && !BufferTypes.HasRows(parameter.Type))
                vectors++;
            else if (NumberKinds.Of(parameter.Type).IsFloating())
                numbers++;
            else if (!(NumberKinds.Of(parameter.Type) == NumberKind.Int32 && parameter.Name.ToLowerInvariant() is "n" or "length" or "len" or "count" or "size" or "classes"))
                return false;
        }
        return numbers == 0 ? vectors == 1 || vectors == 2 && method.ReturnsVoid : vectors == 0 && numbers == 1 && !contract.TakesVector;
    }

    private static bool TakesNumber(IMethodSymbol method) =>
        NumberKinds.Of(method.ReturnType).IsFloating() && method.Parameters.Any(p => !p.HasExplicitDefaultValue && NumberKinds.Of(p.Type).IsFloating());

    // What the author says of it comes first, also in the name of the type around it: Derivative.Softmax.
    private static bool IsExcused(IMethodSymbol method, Contract contract, CancellationToken token)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
            if (Excuses.Any(word => type.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
                return true;
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(token);
            string said = declaration.GetLeadingTrivia().ToFullString();
            if (declaration is not MethodDeclarationSyntax || Excuses.Any(Says) || contract.TakesVector && Says("numerator"))
                return true;
            // Of one number alone, a numerator is only e^x: who takes the function by its name divides by nothing.
            bool Says(string word) => said.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
        }
        return method.DeclaringSyntaxReferences.IsEmpty;
    }

    // A temperature in a field, a switch between modes.
    private static bool DependsOnState(IOperation body)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
            if (operation is IInstanceReferenceOperation or IFieldReferenceOperation { Field: { IsConst: false, IsReadOnly: false } } or
                IPropertyReferenceOperation { Instance: null, Property.SetMethod: not null })
                return true;
        return false;
    }
}
