using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>
/// Tells by syntax whether a body works with the exponentials that helpers hand to it: divides by them, multiplies them with one
/// another, or hands them on to what takes a logarithm, divides, or is a loss. A body without an exponential or a logarithm of its own
/// can do nothing else wrong, and what a helper does wrong by itself is told about there: running all that the body calls would only
/// find it again. Where it is in doubt it says yes.
/// </summary>
internal sealed class Handover
{
    private readonly NamesOfBody _names;
    private readonly Func<string, bool> _mayDivide;

    private readonly List<(Names From, IReadOnlyList<string> To, int Source)> _flows = [];
    private readonly List<(Names Left, Names Right)> _products = [];
    private readonly List<Names> _divisors = [];
    private readonly List<Call> _calls = [];

    // What the variable of a foreach is an element of.
    private readonly Dictionary<string, IReadOnlyList<string>> _wholes = new(StringComparer.Ordinal);

    // The call of a helper that was run for what it leaves behind in the members of this; 0 where there is none.
    private int _filledBy;

    private Handover(CodeOfBody body, Func<SimpleNameSyntax, HelperRoles> roleOf, Func<string, bool> mayDivide)
    {
        _names = new(body, roleOf);
        _mayDivide = mayDivide;
    }

    private readonly record struct Call(string Name, int At, HelperRoles Roles, Names Names, bool IsOnThis);

    /// <summary>Whether exponentials are handed over in a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="roleOf">What the helper does that a name stands for.</param>
    /// <param name="mayDivide">Whether a method of that name, small enough to be run in place, may hold a division.</param>
    public static bool IsIn(CodeOfBody body, Func<SimpleNameSyntax, HelperRoles> roleOf, Func<string, bool> mayDivide)
    {
        var handover = new Handover(body, roleOf, mayDivide);
        if (!handover._names.HasRoles)
            return false;
        foreach (SyntaxNode node in body.Nodes)
            handover.Collect(node);
        while (handover.Spread())
        {
        }
        return handover.IsUsed();
    }

    private void Collect(SyntaxNode node)
    {
        switch (node)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } division:
                _divisors.Add(_names.In(division.Right));
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } product:
                _products.Add((_names.In(product.Left), _names.In(product.Right)));
                break;
            case AssignmentExpressionSyntax assignment:
                Names right = _names.In(assignment.Right);
                if (assignment.IsKind(SyntaxKind.DivideAssignmentExpression))
                    _divisors.Add(right);
                else if (assignment.IsKind(SyntaxKind.MultiplyAssignmentExpression))
                    _products.Add((_names.In(assignment.Left), right));
                _flows.Add((right, AssignedNames.Of(assignment.Left), NamesOfBody.AnySource));
                break;
            case VariableDeclaratorSyntax { Initializer: { } initializer } variable:
                _flows.Add((_names.In(initializer.Value), [variable.Identifier.ValueText], NamesOfBody.AnySource));
                break;
            case ForEachStatementSyntax each:
                _flows.Add((_names.In(each.Expression), [each.Identifier.ValueText], NamesOfBody.AnySource));
                _wholes[each.Identifier.ValueText] = AssignedNames.Of(each.Expression);
                break;
            case ForEachVariableStatementSyntax each:
                _flows.Add((_names.In(each.Expression), AssignedNames.Of(each.Variable), NamesOfBody.AnySource));
                break;
            case LocalFunctionStatementSyntax function:
                _flows.Add((_names.In(function), [function.Identifier.ValueText], NamesOfBody.AnySource));
                break;
            case InvocationExpressionSyntax invocation:
                CollectCall(invocation);
                break;
        }
    }

    private void CollectCall(InvocationExpressionSyntax invocation)
    {
        ExpressionSyntax? receiver = (invocation.Expression as MemberAccessExpressionSyntax)?.Expression;
        SimpleNameSyntax? called = AssignedNames.NameOf(invocation);
        string name = called?.Identifier.ValueText ?? "";
        HelperRoles roles = _names.RolesOf(name);
        Names names = _names.In(invocation);
        bool isOnThis = receiver is null or ThisExpressionSyntax or BaseExpressionSyntax;
        _calls.Add(new(name, called is null ? -1 : _names.In(called).Start, roles, names, isOnThis));
        // What is called for its effect has left it in what it was given, or in its object.
        bool isStatement = invocation.Parent is ExpressionStatementSyntax or ConditionalAccessExpressionSyntax or
            ArrowExpressionClauseSyntax { Parent: not (MethodDeclarationSyntax { ReturnType: not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } or BasePropertyDeclarationSyntax) };
        var written = new List<string>();
        foreach (ArgumentSyntax argument in invocation.ArgumentList.Arguments)
        {
            if (isStatement || !argument.RefKindKeyword.IsKind(SyntaxKind.None))
                written.AddRange(AssignedNames.Of(argument.Expression));
            // What runs a lambda over something hands it the elements.
            if (argument.Expression is AnonymousFunctionExpressionSyntax lambda)
                _flows.Add((receiver is null ? names : _names.In(receiver), AssignedNames.OfParameters(lambda), NamesOfBody.AnySource));
        }
        if (isStatement && receiver is not null)
            foreach (string filled in AssignedNames.Of(receiver))
            {
                written.Add(filled);
                if (_wholes.TryGetValue(filled, out IReadOnlyList<string>? whole))
                    written.AddRange(whole);
            }
        if (isStatement && isOnThis && (roles & HelperRoles.Gives) != 0)
            _filledBy = _filledBy == 0 ? _calls.Count : NamesOfBody.AnySource;
        // The names include the helper's own.
        if (written.Count > 0)
            _flows.Add((names, written, (roles & HelperRoles.Gives) != 0 ? _calls.Count : NamesOfBody.AnySource));
    }

    private bool Spread()
    {
        bool grows = false;
        foreach ((Names from, IReadOnlyList<string> to, int source) in _flows)
            if (to.Count > 0 && Carry(from))
                foreach (string name in to)
                    grows |= _names.MakeCarrier(name, source);
        return grows;
    }

    private bool IsUsed()
    {
        for (int i = 0; i < _calls.Count; i++)
        {
            Call call = _calls[i];
            bool filled = _filledBy != 0 && _filledBy != i + 1;
            if ((call.Roles & HelperRoles.Kernel) != 0 || IsProduct(call.Name) && _names.HaveLogarithm(call.Names))
                return true;
            if (((call.Roles & HelperRoles.Takes) != 0 || call.Roles == HelperRoles.None && _mayDivide(call.Name)) &&
                (filled && call.IsOnThis || _names.Carry(call.Names, filled, call.At, i + 1)))
                return true;
        }
        foreach (Names divisor in _divisors)
            if (Carry(divisor))
                return true;
        foreach ((Names left, Names right) in _products)
            // p · log p, whoever takes the logarithm, and t · log p.
            if (Carry(left) && Carry(right) || (_names.HaveTaker(left) || _names.HaveTaker(right)) && _names.Meet(left, right) || IsTimesLogarithm(left, right))
                return true;
        return false;
    }

    // targets.Multiply(outputs.Log())
    private static bool IsProduct(string name) => name.IndexOf("Mult", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("Hadamard", StringComparison.OrdinalIgnoreCase) >= 0 || name is "Mul" or "mul" or "Times";

    // Of a number that is written out the logarithm is scaled, no more.
    private bool IsTimesLogarithm(Names left, Names right) =>
        left.End > left.Start && _names.HaveLogarithm(right) || right.End > right.Start && _names.HaveLogarithm(left);

    private bool Carry(Names names) => _names.Carry(names, _filledBy != 0);
}
