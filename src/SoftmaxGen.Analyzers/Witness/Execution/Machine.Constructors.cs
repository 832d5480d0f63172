using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <content>Constructors of the source.</content>
internal sealed partial class Machine
{
    private void Construct(Aggregate created, IMethodSymbol constructor, object?[] arguments)
    {
        INamedTypeSymbol type = BaseOf((INamedTypeSymbol)created.Type, constructor.ContainingType)
            ?? throw Stuck("a constructor of another type");
        TypeEnvironment types = TypeEnvironment.Empty.With(type);
        MethodCode? code = _code.CodeOf(constructor, _token);
        IMethodSymbol symbol = code?.Method ?? constructor.OriginalDefinition;
        Frame frame = new(symbol, null, created, types);
        Bind(symbol.Parameters, arguments, frame);
        if (code is not null)
        {
            ConstructBefore(created, type, code.Initializer, frame);
            if (code.Body is not null) RunBody(code.Body, frame);
            return;
        }

        if (!symbol.Parameters.IsEmpty && symbol.IsImplicitlyDeclared) throw Stuck("a synthesized constructor");
        if (!symbol.Parameters.IsEmpty) Capture(created, symbol, frame);
        InitializeFields(created, type, frame);
        ConstructPrimaryBase(created, type, symbol, frame);
    }

    private void ConstructBefore(Aggregate created, INamedTypeSymbol type, IOperation? initializer, Frame frame)
    {
        IInvocationOperation? call = (initializer as IExpressionStatementOperation)?.Operation as IInvocationOperation
            ?? initializer as IInvocationOperation;
        bool toOwn = call is not null
            && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType.OriginalDefinition, type.OriginalDefinition);
        if (!toOwn) InitializeFields(created, type, frame);
        if (call is null) ConstructBase(created, type, null, []);
        else if (toOwn) Construct(created, call.TargetMethod, Arguments(call.Arguments, call.TargetMethod.Parameters.Length, frame));
        else ConstructBase(created, type, call.TargetMethod, Arguments(call.Arguments, call.TargetMethod.Parameters.Length, frame));
    }

    private void ConstructBase(Aggregate created, INamedTypeSymbol type, IMethodSymbol? constructor, object?[] arguments)
    {
        if (type.BaseType is null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType }) return;
        if (type.BaseType.DeclaringSyntaxReferences.IsEmpty) throw Stuck($"a base class from a library, {type.BaseType.Name}");
        constructor ??= type.BaseType.InstanceConstructors.FirstOrDefault(c => c.Parameters.IsEmpty) ?? throw Stuck("a base constructor");
        Construct(created, constructor, arguments);
    }

    // Members may refer to the parameters of a primary constructor; a record keeps them as properties.
    private void Capture(Aggregate created, IMethodSymbol constructor, Frame frame)
    {
        created.Captured = frame;
        if (!constructor.ContainingType.IsRecord) return;
        TypeLayout layout = _code.LayoutOf(constructor.ContainingType);
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            IPropertySymbol? property = constructor.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault();
            int index = property is null ? -1 : layout.IndexOf(property);
            bool isPositional = property?.DeclaringSyntaxReferences.Any(r => r.GetSyntax(_token) is ParameterSyntax) == true;
            if (index >= 0 && isPositional) created.Fields[index] = Aggregate.CopyOf(Variable(parameter, frame).Value);
        }
    }

    private void InitializeFields(Aggregate created, INamedTypeSymbol type, Frame frame)
    {
        TypeLayout layout = _code.LayoutOf(type);
        foreach (IFieldSymbol field in type.OriginalDefinition.GetMembers().OfType<IFieldSymbol>())
        {
            if (field.IsStatic || field.IsConst || _code.InitializerOf(field, _token) is not { } value) continue;
            created.Fields[layout.IndexOf(field)] = Eval(value, frame);
        }
    }

    private void ConstructPrimaryBase(Aggregate created, INamedTypeSymbol type, IMethodSymbol constructor, Frame frame)
    {
        PrimaryConstructorBaseTypeSyntax? call = constructor.DeclaringSyntaxReferences
            .Select(reference => (reference.GetSyntax(_token) as TypeDeclarationSyntax)?.BaseList?.Types.FirstOrDefault())
            .OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault();
        if (call is null)
        {
            ConstructBase(created, type, null, []);
            return;
        }

        IOperation? operation = _code.OperationOf(call, _token);
        IInvocationOperation? invocation = operation as IInvocationOperation
            ?? (operation as IExpressionStatementOperation)?.Operation as IInvocationOperation
            ?? throw Stuck("the arguments of a base class");
        IMethodSymbol target = invocation.TargetMethod;
        ConstructBase(created, type, target, Arguments(invocation.Arguments, target.Parameters.Length, frame));
    }
}
