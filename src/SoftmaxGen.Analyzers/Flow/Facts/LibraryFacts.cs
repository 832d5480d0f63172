using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Flow.Facts;

/// <summary>
/// What the libraries that a compilation uses compute. A containing type is looked at once, when the first call of one of its
/// methods is; a library that is not referenced is never asked for. Safe to use from many threads.
/// </summary>
internal sealed class LibraryFacts
{
    private static readonly Lazy<FactTable> Shipped = new(() => new FactTable(FactSources.Libraries.Value));

    private readonly FactTable _table;
    private readonly UnboundNames _names;
    private readonly ConcurrentDictionary<INamedTypeSymbol, Dictionary<string, ImmutableArray<FactLine>>?> _types =
        new(SymbolEqualityComparer.Default);

    private LibraryFacts(FactTable table, UnboundNames names, ImmutableArray<FactError> errors)
    {
        _table = table;
        _names = names;
        Errors = errors;
    }

    /// <summary>The lines of the user's own tables that could not be read.</summary>
    public ImmutableArray<FactError> Errors { get; }

    /// <summary>Whether a file is a table of the user's.</summary>
    public static bool IsTable(AdditionalText file) => file.Path.EndsWith(".softmaxgen.facts", StringComparison.OrdinalIgnoreCase);

    /// <summary>The facts that we ship, and those in the files <c>*.softmaxgen.facts</c>.</summary>
    public static LibraryFacts Create(Compilation compilation, ImmutableArray<AdditionalText> additionalFiles, CancellationToken cancellation)
    {
        List<FactFile> own = [];
        List<FactError> errors = [];
        foreach (AdditionalText file in additionalFiles)
            if (IsTable(file) && file.GetText(cancellation) is { } text)
                own.Add(FactParser.Parse(text.ToString(), file.Path, errors));
        FactTable table = own.Count == 0 ? Shipped.Value : new FactTable([.. own, FactSources.Libraries.Value]);
        return new(table, new UnboundNames(compilation), errors.ToImmutableArray());
    }

    /// <summary>What a library's method does; null where no table knows it.</summary>
    public LibraryFunction? Find(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!_table.KnowsMethod(method.MetadataName) || method.ContainingType is not { } type)
            return null;
        if (Lines(type) is not { } lines || !lines.TryGetValue(method.MetadataName, out ImmutableArray<FactLine> candidates))
            return null;
        return Pick(candidates, method.Parameters.Length, method);
    }

    /// <summary>
    /// What the object that a factory method or a constructor makes computes when it is run (<c>forward</c>, <c>call</c>,
    /// <c>Apply</c>): a layer or a loss.
    /// </summary>
    public LibraryFunction? FindConstruction(IMethodSymbol factory) =>
        Find(factory) is { IsConstruction: true } function ? function
        : factory.MethodKind == MethodKind.Constructor ? FindConstruction(factory.ContainingType)
        : null;

    /// <summary>The same by the type of the object.</summary>
    public LibraryFunction? FindConstruction(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Error ? FindIn(type.Name, ".ctor", -1)
        : Lines(type.OriginalDefinition) is { } lines && lines.TryGetValue(".ctor", out ImmutableArray<FactLine> candidates) &&
        Pick(candidates, -1, null) is { IsConstruction: true } function ? function : null;

    /// <summary>
    /// What a method that is called by a name that did not resolve does, <paramref name="qualifier"/> being the last name before
    /// the dot (<c>Mathf</c>, <c>functional</c>, <c>np</c>): a library that is not referenced, then a name that has one meaning.
    /// </summary>
    public LibraryFunction? FindUnresolved(string? qualifier, string name, int argumentCount) =>
        (qualifier is null ? null : FindIn(qualifier, name, argumentCount)) ?? FindByName(name, argumentCount, qualifier is not null);

    /// <summary>The same for a call in its file, whose usings and the type before the dot say more.</summary>
    /// <param name="called">The call up to its arguments.</param>
    /// <param name="receiver">The type of what stands before the dot, if it has one.</param>
    /// <param name="argumentCount">How many arguments it has.</param>
    public LibraryFunction? FindUnresolved(ExpressionSyntax called, ITypeSymbol? receiver, int argumentCount)
    {
        SimpleNameSyntax? name = called switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            _ => called as SimpleNameSyntax,
        };
        if (name is null)
            return null;
        string method = name.Identifier.ValueText;
        if (_table.KnowsMethod(method))
            foreach (string owner in _names.OwnersOf(called, receiver))
                if (FindIn(owner, method, argumentCount) is { } known)
                    return known;
        return IsMessage(called, method) ? null : FindByName(method, argumentCount, called is not SimpleNameSyntax);
    }

    // Debug.Log(p); : a logarithm that nobody takes is none.
    private static bool IsMessage(ExpressionSyntax called, string method) =>
        method == "Log" && called.Parent is InvocationExpressionSyntax { Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } } };

    /// <summary>What a method of a type that goes by this name does.</summary>
    public LibraryFunction? FindIn(string typeName, string name, int argumentCount) =>
        _table.KnowsMethod(name) && _table.OfSimpleType(typeName) is { } lines && lines.TryGetValue(name, out ImmutableArray<FactLine> candidates)
            ? Pick(candidates, argumentCount, null) ?? PickLonger(candidates, argumentCount) : null;

    /// <summary>
    /// What a name stands for after a type's simple name (<c>Math.Exp</c>), as far as no other type of that name interferes: good
    /// enough to look closer.
    /// </summary>
    public LibraryFunction? FindQualified(string typeName, string name) =>
        _table.OfSimpleType(typeName) is { } lines && lines.TryGetValue(name, out ImmutableArray<FactLine> candidates)
            ? candidates[0].Function : null;

    /// <summary>The names of all methods that make a body worth analysing when they are called, powers included, and those that run a layer.</summary>
    public IEnumerable<string> TriggerNames =>
        _table.Lines.Concat(FunctionNames.Lines)
            .Where(line => line.Function.IsWorthAnalysing || line.Function.Kind == FunctionKind.Pow)
            .Select(line => line.MethodName == ".ctor" ? FactTable.SimpleName(line.TypeName) : line.MethodName)
            .Append("call")
            .Distinct(StringComparer.Ordinal);

    /// <summary>What the names that the tables know may stand for.</summary>
    public IEnumerable<(string Name, FunctionKind Kind)> NamedKinds =>
        _table.Lines.Concat(FunctionNames.Lines).Select(line => (line.MethodName == ".ctor" ? FactTable.SimpleName(line.TypeName) : line.MethodName, line.Function.Kind));

    /// <summary>What a name with that many arguments can only mean; null where it is not sure.</summary>
    public LibraryFunction? FindByName(string name, int argumentCount, bool hasReceiver) =>
        FunctionNames.Find(name, argumentCount, hasReceiver);

    /// <summary>The same for a method that is known but cannot be read: its result has to fit the name.</summary>
    public LibraryFunction? FindByName(IMethodSymbol method) => FunctionNames.Find(method);

    private Dictionary<string, ImmutableArray<FactLine>>? Lines(INamedTypeSymbol type)
    {
        if (!_types.TryGetValue(type, out Dictionary<string, ImmutableArray<FactLine>>? lines))
            _types[type] = lines = _table.OfType(MetadataNames.Of(type));
        return lines;
    }

    // x.max(1, true) of NumSharp, whose third parameter is optional: a call that did not bind does not say what it leaves out. Of a
    // static method it does not say either that it is none: x.Add(y) is not Tensor.Add.
    private static LibraryFunction? PickLonger(ImmutableArray<FactLine> candidates, int count) =>
        candidates.Where(line => line.ParameterCount > count && line.Function.Input == LibraryFunction.Receiver).OrderBy(line => line.ParameterCount).FirstOrDefault()?.Function;

    private static LibraryFunction? Pick(ImmutableArray<FactLine> candidates, int count, IMethodSymbol? method)
    {
        foreach (FactLine line in candidates)
        {
            if (line.ParameterTypes is not null)
            {
                if (method is not null && line.ParameterTypes != MetadataNames.Parameters(method))
                    continue;
            }
            else if (line.ParameterCount >= 0 && count >= 0 && line.ParameterCount != count)
                continue;
            if (method is not null && (line.Assembly ?? (object?)line.Since ?? line.Until) is not null)
            {
                AssemblyIdentity assembly = method.ContainingAssembly.Identity;
                if ((line.Assembly is not null && line.Assembly != assembly.Name) ||
                    (line.Since is not null && assembly.Version < line.Since) || (line.Until is not null && assembly.Version >= line.Until))
                    continue;
            }
            return line.Function;
        }
        return null;
    }
}
