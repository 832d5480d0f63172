using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Gate;

/// <summary>A member whose callers are worth analysing, since it computes an exponential or the like for them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Declaration">The body's declaration.</param>
/// <param name="Fewest">The least number of arguments of a call.</param>
/// <param name="Most">The largest number of them.</param>
/// <param name="IsLocalToFile">Whether only calls in the same file, on the same object, count.</param>
internal sealed record Helper(string Name, SyntaxNode Declaration, int Fewest, int Most, bool IsLocalToFile)
{
    /// <summary>Shorter names stand for too much.</summary>
    public const int ShortestName = 3;

    /// <summary>What it does, found out while the helpers are collected.</summary>
    public HelperRoles Roles { get; set; }

    /// <summary>The helper that a body is; null for one that hands nothing to its callers, or has a name that everything has.</summary>
    public static Helper? Of(SyntaxNode body)
    {
        switch (body)
        {
            case MethodDeclarationSyntax method:
                string name = method.Identifier.ValueText;
                if (name.Length < ShortestName || IsCommon(name) || method.Modifiers.Any(SyntaxKind.AsyncKeyword))
                    return null;
                bool isVoid = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };
                if (!isVoid && !HoldsNumbers(method.ReturnType))
                    return null;
                SeparatedSyntaxList<ParameterSyntax> parameters = method.ParameterList.Parameters;
                bool isExtension = parameters.Count > 0 && parameters[0].Modifiers.Any(SyntaxKind.ThisKeyword);
                int optional = parameters.Count(parameter => parameter.Default is not null);
                bool any = parameters.Count > 0 && parameters[parameters.Count - 1].Modifiers.Any(SyntaxKind.ParamsKeyword);
                return new(
                    name, method, parameters.Count - optional - (isExtension ? 1 : 0) - (any ? 1 : 0), any ? int.MaxValue : parameters.Count,
                    isVoid && !parameters.Any(parameter => parameter.Type is { } type && IsWritable(type, parameter)));
            case PropertyDeclarationSyntax property when HoldsNumbers(property.Type):
                return Named(property.Identifier.ValueText, property);
            case AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } when HoldsNumbers(property.Type):
                return Named(property.Identifier.ValueText, property);
            case VariableDeclaratorSyntax variable:
                return Named(variable.Identifier.ValueText, variable);
            default:
                return null;
        }
    }

    /// <summary>Whether it takes an exponential or a logarithm itself, found out while the helpers are collected.</summary>
    public bool IsDirect { get; set; }

    /// <summary>
    /// Whether its signature tells that it gives numbers to its callers. A type of another name may be a tensor, and as well anything
    /// else that was made with the help of some exponential; what is left behind in members may be anything, too.
    /// </summary>
    public bool HandsOutNumbers { get; } = !IsLocalToFile && Declaration switch
    {
        MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax or ArrayTypeSyntax or GenericNameSyntax or NullableTypeSyntax or TupleTypeSyntax or RefTypeSyntax } => true,
        MethodDeclarationSyntax { TypeParameterList: { } generic, ReturnType: IdentifierNameSyntax name } =>
            generic.Parameters.Any(parameter => parameter.Identifier.ValueText == name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>From where it can be called.</summary>
    public Reach Reach { get; } = new(Declaration);

    /// <summary>
    /// Whether a use has the form of one of this helper. <c>neuron.Activate()</c> leaves an exponential in its object, and
    /// <c>neuron.Raised</c> is one; what does so by others in turn may leave anything.
    /// </summary>
    public bool Fits(in NameUse use, SyntaxTree tree)
    {
        bool isProperty = Declaration is PropertyDeclarationSyntax or AccessorDeclarationSyntax;
        bool hasForm = use.Kind switch
        {
            UseKind.Read => isProperty,
            UseKind.Group => true,
            _ => use.Arguments.Count >= Fewest && use.Arguments.Count <= Most,
        };
        if (!hasForm || !IsLocalToFile || IsDirect && use.HasReceiver && (isProperty || Declaration is MethodDeclarationSyntax))
            return hasForm;
        return Declaration.SyntaxTree == tree && (!use.HasReceiver || use.Name!.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax });
    }

    public bool Declares(SyntaxReference reference) =>
        reference.SyntaxTree == Declaration.SyntaxTree && reference.Span == Declaration.Span;

    private static Helper? Named(string name, SyntaxNode declaration) =>
        name.Length < ShortestName || IsCommon(name) ? null : new(name, declaration, 0, int.MaxValue, IsLocalToFile: true);

    private static bool HoldsNumbers(TypeSyntax type) => type switch
    {
        PredefinedTypeSyntax predefined => predefined.Keyword.Kind() is SyntaxKind.FloatKeyword or SyntaxKind.DoubleKeyword,
        ArrayTypeSyntax array => HoldsNumbers(array.ElementType),
        NullableTypeSyntax nullable => HoldsNumbers(nullable.ElementType),
        RefTypeSyntax reference => HoldsNumbers(reference.Type),
        TupleTypeSyntax tuple => tuple.Elements.Any(element => HoldsNumbers(element.Type)),
        GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask" or "Action" } => false,
        GenericNameSyntax generic => generic.TypeArgumentList.Arguments.Any(HoldsNumbers),
        QualifiedNameSyntax qualified => HoldsNumbers(qualified.Right),
        IdentifierNameSyntax name => name.Identifier.ValueText is not ("Task" or "ValueTask" or "IEnumerator" or "IEnumerable" or "String" or "Type"),
        _ => false,
    };

    private static bool IsWritable(TypeSyntax type, ParameterSyntax parameter) =>
        parameter.Modifiers.Any(SyntaxKind.RefKeyword) || parameter.Modifiers.Any(SyntaxKind.OutKeyword) ||
        (type is ArrayTypeSyntax or GenericNameSyntax or PointerTypeSyntax or NullableTypeSyntax && HoldsNumbers(type));

    // Names that stand for nothing in particular: looking each call of them up would cost more than it finds.
    private static bool IsCommon(string name) => name is
        "Run" or "Get" or "Set" or "Add" or "Main" or "Start" or "Stop" or "Init" or "Initialize" or "Update" or "FixedUpdate" or "LateUpdate" or
        "Awake" or "OnEnable" or "Create" or "Build" or "Execute" or "Process" or "Invoke" or "Load" or "Save" or "Read" or "Write" or "Parse" or
        "Test" or "Draw" or "Render" or "Reset" or "Clear" or "Dispose" or "Equals" or "GetHashCode" or "ToString" or "CompareTo" or "Clone" or
        "InitializeComponent" or "Value" or "Item" or "Count" or "Length" or "Name" or "Next" or "Create" or "Select" or "Where";
}
