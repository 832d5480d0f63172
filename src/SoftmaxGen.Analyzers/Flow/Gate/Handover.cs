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

    private readonly List<(Names From, IReadOnlyList<string> To)> _flows = [];
    private readonly List<(Names Left, Names Right)> _products = [];
    private readonly List<Names> _divisors = [];
    private readonly List<Call> _calls = [];

    // A helper was run for what it leaves behind in the members of this.
    private bool _fillsMembers;

    private Handover(SyntaxNode body, Func<SimpleNameSyntax, HelperRoles> roleOf, Func<string, bool> mayDivide)
    {
        _names = new(body, roleOf);
        _mayDivide = mayDivide;
    }

    private readonly record struct Call(string Name, HelperRoles Roles, Names Names, bool IsOnThis);

    /// <summary>Whether exponentials are handed over in a body.</summary>
    /// <param name="body">The body's declaration.</param>
    /// <param name="roleOf">What the helper does that a name stands for.</param>
    /// <param name="mayDivide">Whether a method of that name, small enough to be run in place, may hold a division.</param>
    public static bool IsIn(SyntaxNode body, Func<SimpleNameSyntax, HelperRoles> roleOf, Func<string, bool> mayDivide)
    {
        var handover = new Handover(body, roleOf, mayDivide);
        if (!handover._names.HasRoles)
            return false;
        foreach (SyntaxNode node in handover._names.Nodes)
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
                _flows.Add((right, AssignedNames.Of(assignment.Left)));
                break;
            case VariableDeclaratorSyntax { Initializer: { } initializer } variable:
                _flows.Add((_names.In(initializer.Value), [variable.Identifier.ValueText]));
                break;
            case ForEachStatementSyntax each:
                _flows.Add((_names.In(each.Expression), [each.Identifier.ValueText]));
                break;
            case ForEachVariableStatementSyntax each:
                _flows.Add((_names.In(each.Expression), AssignedNames.Of(each.Variable)));
                break;
            case LocalFunctionStatementSyntax function:
                _flows.Add((_names.In(function), [function.Identifier.ValueText]));
                break;
            case InvocationExpressionSyntax invocation:
                CollectCall(invocation);
                break;
        }
    }

    private void CollectCall(InvocationExpressionSyntax invocation)
    {
        ExpressionSyntax? receiver = (invocation.Expression as MemberAccessExpressionSyntax)?.Expression;
        string name = AssignedNames.CalledBy(invocation) ?? "";
        HelperRoles roles = _names.RolesOf(name);
        Names names = _names.In(invocation);
        bool isOnThis = receiver is null or ThisExpressionSyntax or BaseExpressionSyntax;
        _calls.Add(new(name, roles, names, isOnThis));
        // What is called for its effect has left it in what it was given, or in its object.
        bool isStatement = invocation.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax or ConditionalAccessExpressionSyntax;
        var written = new List<string>();
        foreach (ArgumentSyntax argument in invocation.ArgumentList.Arguments)
        {
            if (isStatement || !argument.RefKindKeyword.IsKind(SyntaxKind.None))
                written.AddRange(AssignedNames.Of(argument.Expression));
            // What runs a lambda over something hands it the elements.
            if (argument.Expression is AnonymousFunctionExpressionSyntax lambda)
                _flows.Add((receiver is null ? names : _names.In(receiver), AssignedNames.OfParameters(lambda)));
        }
        if (isStatement && receiver is not null)
            written.AddRange(AssignedNames.Of(receiver));
        _fillsMembers |= isStatement && isOnThis && (roles & HelperRoles.Gives) != 0;
        // The names include the helper's own.
        if (written.Count > 0)
            _flows.Add((names, written));
    }

    private bool Spread()
    {
        bool grows = false;
        foreach ((Names from, IReadOnlyList<string> to) in _flows)
            if (to.Count > 0 && Carry(from))
                foreach (string name in to)
                    grows |= _names.MakeCarrier(name);
        return grows;
    }

    private bool IsUsed()
    {
        foreach (Call call in _calls)
        {
            if ((call.Roles & HelperRoles.Kernel) != 0)
                return true;
            if (((call.Roles & HelperRoles.Takes) != 0 || call.Roles == HelperRoles.None && _mayDivide(call.Name)) &&
                (CarryOtherThan(call.Names, call.Name) || _fillsMembers && call.IsOnThis))
                return true;
        }
        foreach (Names divisor in _divisors)
            if (Carry(divisor))
                return true;
        foreach ((Names left, Names right) in _products)
            // p · log p, whoever takes the logarithm.
            if (Carry(left) && Carry(right) || (_names.HaveTaker(left) || _names.HaveTaker(right)) && _names.Meet(left, right))
                return true;
        return false;
    }

    private bool Carry(Names names) => _names.Carry(names, _fillsMembers, null);

    private bool CarryOtherThan(Names names, string called) => _names.Carry(names, _fillsMembers, called);
}
