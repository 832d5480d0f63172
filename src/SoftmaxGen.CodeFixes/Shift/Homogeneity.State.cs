using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.CodeFixes.Reading;
using SoftmaxGen.CodeFixes.Writing;

namespace SoftmaxGen.CodeFixes.Shift;

/// <content>Variables, elements and loops.</content>
internal sealed partial class Homogeneity
{
    private const int MostPasses = 4;

    private readonly Dictionary<ISymbol, ISymbol> _aliases = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _closed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _scaled = new(SymbolEqualityComparer.Default);

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => property.Property,
        IConversionOperation conversion => SymbolOf(conversion.Operand),
        IParenthesizedOperation inner => SymbolOf(inner.Operand),
        _ => null,
    };

    private ISymbol? RootOf(IOperation operation)
    {
        ISymbol? symbol = operation switch
        {
            IArrayElementReferenceOperation element => RootOf(element.ArrayReference),
            IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } instance } => RootOf(instance),
            // The same elements under another name.
            IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory" or "Slice" } view =>
                RootOf(view.Instance ?? view.Arguments[0].Value),
            IPropertyReferenceOperation { Property.Name: "Span", Instance: { } memory } => RootOf(memory),
            IConversionOperation conversion => RootOf(conversion.Operand),
            _ => SymbolOf(operation),
        };
        while (symbol is not null && _aliases.TryGetValue(symbol, out ISymbol? target))
            symbol = target;
        return symbol;
    }

    private Content ContentOf(ISymbol symbol) =>
        _state.TryGetValue(symbol, out Content? content) ? content : new Content(Degree.None);

    private Degree Read(IOperation operation) =>
        RootOf(operation) is { } root ? ContentOf(root).Degree
        : operation is IFieldReferenceOperation field ? Value(field.Instance) : Degree.None;

    private Degree Property(IPropertyReferenceOperation property)
    {
        if (property.Property.Name is "Length" or "Count" or "LongLength")
            return Degree.None;
        if (SymbolOf(property) is { } symbol)
            return ContentOf(symbol).Degree;
        Expect(Value(property.Instance));
        return Degree.None;
    }

    private Degree Element(IOperation element)
    {
        foreach (IOperation index in Indices(element))
            Expect(Value(index));
        if (RootOf(element) is not { } root)
        {
            foreach (IOperation child in element.ChildOperations)
                Expect(Value(child));
            return Degree.None;
        }

        Content content = ContentOf(root);
        if (content.Degree.IsUnscaled)
            return content.Degree;
        return Place.Of(element.Syntax, _loops, _model).IsIn(content.Place) ? content.Degree : Degree.Mixed;
    }

    private static IEnumerable<IOperation> Indices(IOperation element) => element switch
    {
        IArrayElementReferenceOperation array => array.Indices.Concat(Indices(array.ArrayReference)),
        IPropertyReferenceOperation { Arguments.Length: > 0, Instance: { } instance } property =>
            property.Arguments.Select(argument => argument.Value).Concat(Indices(instance)),
        _ => Array.Empty<IOperation>(),
    };

    private Degree Declare(IVariableDeclaratorOperation declarator)
    {
        IOperation? value = declarator.GetVariableInitializer()?.Value;
        if (value is not null)
            Bind(declarator.Symbol, value);
        return Degree.None;
    }

    private Degree Assign(IOperation target, IOperation value)
    {
        if (SymbolOf(target) is { } symbol && target is not IPropertyReferenceOperation { Arguments.Length: > 0 })
            return Bind(symbol, value);
        return Store(target, Value(value));
    }

    private Degree Bind(ISymbol symbol, IOperation value)
    {
        Degree degree = Value(value);
        if (_aliases.ContainsKey(symbol) || _aliases.ContainsValue(symbol))
            _failed |= !degree.IsUnscaled || !ContentOf(RootOf(value) ?? symbol).Degree.IsUnscaled;
        _aliases.Remove(symbol);
        bool shares = value.Type is { } type && (type.TypeKind == TypeKind.Array || Purity.IsIndexable(type)
            || type.OriginalDefinition.ToDisplayString() is "System.Memory<T>");
        if (shares && RootOf(value) is { } root && !SymbolEqualityComparer.Default.Equals(root, symbol))
            _aliases[symbol] = root;
        else
            Set(symbol, new Content(degree));
        return degree;
    }

    private Degree Store(IOperation target, Degree degree)
    {
        if (target is not (IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 }))
        {
            if (SymbolOf(target) is { } symbol)
                Set(symbol, new Content(degree));
            else
                Expect(degree);
            return degree;
        }

        foreach (IOperation index in Indices(target))
            Expect(Value(index));
        if (RootOf(target) is not { } root)
        {
            Expect(degree);
            return degree;
        }

        Content content = ContentOf(root);
        Degree joined = Degree.Join(content.Degree, degree);
        Place place = Place.Of(target.Syntax, _loops, _model);
        if (joined.IsKnown && (content.Degree.Power is not null || degree.Power is null))
            return degree;
        if (joined.IsKnown)
        {
            Set(root, new Content(degree, place));
            return degree;
        }

        // All elements of the row change from one degree to another, each in its turn: then the row has changed.
        RowLoop? loop = _loops.LastOrDefault(candidate => candidate.Key is not null && candidate.Key == place.Range);
        bool all = loop is { Conditions: 0 } && (content.Degree.IsUnscaled || place.Covers(content.Place));
        if (all && degree.IsKnown)
        {
            if (!loop!.Before.ContainsKey(root))
                loop.Before.Add(root, content);
            Set(root, new Content(degree, place));
        }
        else
        {
            Set(root, new Content(Degree.Mixed));
        }

        return degree;
    }

    private void Set(ISymbol symbol, Content content)
    {
        _state[symbol] = content;
        if (!content.Degree.IsUnscaled)
        {
            _scaled.Add(symbol);
            _failed |= _closed.Contains(symbol);
        }
    }

    private Degree Loop(ILoopOperation loop)
    {
        RowDomain? domain = loop.Syntax is ForStatementSyntax range ? RowDomain.OfFor(range, _model) : null;
        if (loop is IForLoopOperation counted)
        {
            foreach (IOperation before in counted.Before)
                Expect(Value(before));
        }

        if (loop is IForEachLoopOperation each)
        {
            Degree elements = Value(each.Collection);
            if (loop.Syntax is ForEachStatementSyntax written && _model.GetDeclaredSymbol(written) is { } variable)
                Set(variable, new Content(elements));
            else
                Expect(elements);
        }

        for (int pass = 0; ; pass++)
        {
            Dictionary<ISymbol, Content> entry = Copy();
            RowLoop row = new(domain?.Key, domain?.Variable);
            // A turn that may be left early has not written every element.
            if (loop.Syntax.DescendantNodes().Any(node => node is ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax))
                row.Conditions++;
            _loops.Add(row);
            Expect(loop is IForLoopOperation { Condition: { } condition } ? Value(condition)
                : loop is IWhileLoopOperation { Condition: { } test } ? Value(test) : Degree.None);
            Value(loop.Body);
            if (loop is IForLoopOperation forLoop)
            {
                foreach (IOperation step in forLoop.AtLoopBottom)
                    Expect(Value(step));
            }

            _loops.RemoveAt(_loops.Count - 1);
            Dictionary<ISymbol, Content> exit = Copy();
            // The next turn finds its own elements as they were.
            foreach (KeyValuePair<ISymbol, Content> changed in row.Before)
                _state[changed.Key] = changed.Value;
            _state = Join(entry, _state);
            bool stable = _state.All(item => entry.TryGetValue(item.Key, out Content? old) && old.Equals(item.Value));
            if (stable || _failed || pass == MostPasses)
            {
                _failed |= !stable;
                foreach (KeyValuePair<ISymbol, Content> changed in row.Before)
                    _state[changed.Key] = exit[changed.Key];
                return Degree.None;
            }
        }
    }

    private Dictionary<ISymbol, Content> Copy() => new(_state, SymbolEqualityComparer.Default);

    private static Dictionary<ISymbol, Content> Join(Dictionary<ISymbol, Content> left, Dictionary<ISymbol, Content> right)
    {
        Dictionary<ISymbol, Content> joined = new(left, SymbolEqualityComparer.Default);
        foreach (KeyValuePair<ISymbol, Content> entry in right)
        {
            joined[entry.Key] = left.TryGetValue(entry.Key, out Content? other)
                ? Content.Join(other, entry.Value) : entry.Value;
        }

        return joined;
    }
}
