using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Flow;

/// <summary>
/// Objects that the body makes itself: what a constructor gives them, and where they live. One that is put into a list or an array
/// lives there, so that what its members hold is known by the index, as the elements of an array of numbers are.
/// </summary>
internal sealed partial class Evaluator
{
    private Term EvaluateCreation(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(a => Evaluate(a.Value)).ToImmutableArray();
        foreach (Term argument in arguments)
            RunArgument(argument, creation);
        if (creation.Constructor is { } constructor && EvaluateRegister(constructor, null, arguments, creation) is { } register)
            return register;
        // new Exp(x) of the program's own graph: the node stands for what it will compute.
        if (OwnNodes.FunctionOf(creation.Constructor, out int operands) is { } node)
            return Apply(node, null, arguments.RemoveRange(operands, arguments.Length - operands), creation);
        // An address is a number; two of them are two, also where the same helper has worked them out.
        if (arguments.Length == 1 && creation.Type?.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
            return arguments[0];
        // new List<double>(x), new Vector(y), new Matrix(cells): a copy of what is given.
        if (arguments.Length == 1 && IsCollection(creation.Type) && creation.Arguments[0].Value.Type is { } type && IsCollection(type) && !IsShape(type, creation.Type) && !HidesElements(creation.Type) &&
            VectorOf(arguments[0], type, creation.Syntax) is { } copied)
            return creation.Type is INamedTypeSymbol made && IndexerRank(made) == 2 && type is IArrayTypeSymbol { Rank: 2 } && CopyOfTable(arguments[0], type, creation.Syntax) is { } table
                ? table : Allocate(copied, creation.Syntax);
        if (creation.Type is { ContainingNamespace.Name: "System", Name: "Tuple" or "ValueTuple" })
            return Terms.Tuple(arguments);
        // An entry of a dictionary stands for its value.
        if (arguments.Length == 2 && creation.Type is { Name: "KeyValuePair" })
            return arguments[1];
        Term root = Terms.Root(new Allocation(creation.Syntax, creation.Type, _frame.Path));
        ForgetBelow(Place.Of(root));
        Construct(root, creation, arguments);
        // new Value(0.5): a number of the user's own is as large as the one it is made of.
        return arguments.Length > 0 && arguments[0] is { IsConstant: true, Constant: var number } && creation.Constructor?.Parameters[0].Type.SpecialType is SpecialType.System_Single or SpecialType.System_Double
            ? root.WithRange(Interval.Point(number)) : root;
    }

    // new Tensor(2, 3), new Tensor(shape): whole numbers that are none of its elements.
    private static bool IsShape(ITypeSymbol given, ITypeSymbol? made) =>
        given is IArrayTypeSymbol { ElementType: var element } && IsInteger(element) && made is not INamedTypeSymbol { TypeArguments.Length: 1 };

    // A Tensor<double> of the user's own that has no indexer: what it was made of can be read only through its members.
    private static bool HidesElements(ITypeSymbol? made) =>
        made is INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } own && IndexerRank(own) == 0 && !own.AllInterfaces.Any(static i => i.Name == "IEnumerable");

    // Runs a short constructor that is given numbers, or the sizes of an array; of a record, the parameters are its properties.
    private void Construct(Term made, IObjectCreationOperation creation, ImmutableArray<Term> given)
    {
        if (creation.Constructor is not { DeclaringSyntaxReferences: { Length: 1 } declarations } constructor ||
            HasArithmetic(constructor.ContainingType) || !constructor.Parameters.Any(p => IsInteger(p.Type) ? HoldsArray(constructor.ContainingType) : IsNumber(p.Type) || IsCollection(p.Type)))
            return;
        var arguments = new Term[constructor.Parameters.Length];
        for (int i = 0; i < given.Length; i++)
            if (creation.Arguments[i].Parameter is { } parameter && parameter.Ordinal < arguments.Length)
                arguments[parameter.Ordinal] = given[i];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] ??= Terms.Opaque((creation.Syntax, i));
        if (declarations[0].GetSyntax(_token) is not RecordDeclarationSyntax)
        {
            if (IsShort(constructor))
                Inline(constructor, made, arguments.ToImmutableArray(), creation);
            return;
        }
        foreach (IParameterSymbol parameter in constructor.Parameters)
            if (constructor.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().Any(_session.IsAutoProperty))
                _state.Write(Place.Of(made).Member(parameter.Name), arguments[parameter.Ordinal], true);
    }

    // A matrix that is given its sizes; whoever is given a day and a month has no cells.
    private static bool HoldsArray(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Any(static f => !f.IsStatic && f.Type is IArrayTypeSymbol array && (IsNumber(array.ElementType) || array.ElementType is IArrayTypeSymbol));

    // Not a vector, and not a number of the user's own: that is known by what its operators and functions are called.
    private static bool IsObject(Term term) =>
        term is { Kind: TermKind.Root, Tag: Allocation { Type: INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } type } } && !IsCollection(type) && !HasArithmetic(type);

    private static bool HasArithmetic(INamedTypeSymbol type) => !type.GetMembers(WellKnownMemberNames.AdditionOperatorName).IsEmpty;

    // list.Add((i, e)), list.Add(new Item { … }); an entry of a dictionary stands for its value.
    private static bool IsListOfRecords(ITypeSymbol? list, Term value) => list is not null && IsEnumerable(list) &&
        (value.Kind == TermKind.Tuple || IsObject(value) || list is INamedTypeSymbol { TypeArguments: { Length: 1 } element } && (element[0].Name == "KeyValuePair" || IsOwnNumber(element[0])));

    // A value of the user's own autograd, under whatever name.
    private static bool IsOwnNumber(ITypeSymbol type) => type is INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false } own && HasArithmetic(own);

    // The cells of a new object that holds numbers and references only.
    private List<(string Path, Term Value)>? CellsOf(Term made, object site)
    {
        var cells = new List<(string, Term)>();
        foreach (KeyValuePair<(Term Root, string Path), Content> cell in _state.Memory)
            if (cell.Key.Root.Equals(made) && cell.Key.Path != FlowState.HandedOut)
            {
                if (cell.Key.Path.IndexOf('[') >= 0 || cell.Value.Read(ImmutableArray<Term>.Empty, site) is not { } value)
                    return null;
                cells.Add((cell.Key.Path, value));
            }
        return cells;
    }

    // list[i] = new Item { … } of a loop: one object per index. Whoever has had it by a name finds it at its place from now on.
    private bool MoveObject(Term value, Place place, IOperation at)
    {
        if (!IsObject(value) || !place.Indices.Any(index => index.HasIndex) || CellsOf(value, at.Syntax) is not { } cells)
            return false;
        bool isHandedOut = _state.IsHandedOut(value);
        foreach ((string path, Term held) in cells)
            _state.Write(place with { Path = place.Path + path }, held, FlowState.IsAllocation(place.Root));
        // What stood there before is somebody else.
        if (_state.Memory.ContainsKey((place.Root, place.Path)))
            _state.Write(place, place.Initial(Interval.All), FlowState.IsAllocation(place.Root));
        if (isHandedOut)
            _state.HandOut(place.Root);
        foreach (object variable in _state.Variables.Where(v => v.Value.Equals(value)).Select(v => v.Key).ToList())
            _state.Variables[variable] = place.Initial(Interval.All);
        return true;
    }

    // x.Select(v => new Item { … }): each element is an object of its own, and is known by its members.
    private Term AsRecord(Term value) =>
        IsObject(value) && !_state.IsHandedOut(value) && CellsOf(value, value) is { Count: > 0 } cells && cells.All(cell => cell.Path.LastIndexOf('.') == 0)
            ? new Term(TermKind.Tuple, cells.Select(cell => cell.Value).ToImmutableArray(), string.Join(",", cells.Select(cell => cell.Path.Substring(1))))
            : value;

    // A member of such an element, unless something else has been written to it.
    private Term? PartOf(Term whole, ISymbol member)
    {
        if (whole.Kind != TermKind.Tuple || _state.Read(Place.Of(whole).Member(member.Name), member) is not null)
            return null;
        int position = whole.Tag is string names ? Array.IndexOf(names.Split(','), member.Name)
            : member.Name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(member.Name.Substring(4), out int number) ? number - 1 : -1;
        return position >= 0 && position < whole.Operands.Length ? whole[position] : null;
    }

    // Elements of a new array, and members of a new object, or of the objects in a new list, that nobody has given a value.
    private bool IsStillZero(in Place place)
    {
        if (place.Root is not { Kind: TermKind.Root, Tag: Allocation made } || _state.IsFilledElsewhere(place.Root))
            return false;
        ITypeSymbol? type = made.Type;
        string path = place.Path;
        // What an indexer of the user's own gives has been written somewhere else.
        if (path.Length > 0 && path[0] == '[' && type is INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false })
            return false;
        while (path.Length > 0 && path[0] == '[')
        {
            type = type switch
            {
                IArrayTypeSymbol array => array.ElementType,
                INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } => arguments[0],
                _ => null,
            };
            path = path.Substring(path.IndexOf(']') + 1);
        }
        return path.Length == 0 || type is not INamedTypeSymbol holder || holder.IsValueType && path.Length < place.Path.Length ||
            !_state.IsHandedOut(place.Root) && _session.Fresh.IsZero(holder, path, _token);
    }
}
