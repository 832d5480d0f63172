using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The variables of one activation of a body. Few variables: a scan by reference beats a dictionary.</summary>
internal sealed class Frame(IMethodSymbol? method, Frame? parent, object? self, TypeEnvironment types)
{
    private ISymbol[] _symbols = new ISymbol[8];
    private Location[] _locations = new Location[8];
    private int _count;

    /// <summary>The method, lambda or local function that runs; null for a field initializer.</summary>
    public IMethodSymbol? Method { get; } = method;

    /// <summary>The activation around a lambda or local function.</summary>
    public Frame? Parent { get; } = parent;

    /// <summary><c>this</c>.</summary>
    public object? Self { get; } = self;

    /// <summary>What the type parameters stand for.</summary>
    public TypeEnvironment Types { get; } = types;

    /// <summary>The value of the return statement.</summary>
    public object? Result { get; set; }

    /// <summary>The target of a <c>goto case</c>.</summary>
    public ILabelSymbol? Target { get; set; }

    /// <summary>What an iterator has yielded.</summary>
    public List<object?>? Yielded { get; set; }

    /// <summary>The object that an initializer in braces fills.</summary>
    public object? Initialized { get; set; }

    /// <summary>What stands before the <c>?.</c> in evaluation.</summary>
    public object? Conditional { get; set; }

    /// <summary>The exception that a catch block handles, for <c>throw;</c>.</summary>
    public ExceptionValue? Handled { get; set; }

    /// <summary>Gives the variable a place, in a loop a new one each time, as closures expect.</summary>
    public void Declare(ISymbol symbol, Location location)
    {
        for (int i = 0; i < _count; i++)
        {
            if (!ReferenceEquals(_symbols[i], symbol)) continue;
            _locations[i] = location;
            return;
        }

        if (_count == _symbols.Length)
        {
            Array.Resize(ref _symbols, _count * 2);
            Array.Resize(ref _locations, _count * 2);
        }

        _symbols[_count] = symbol;
        _locations[_count++] = location;
    }

    /// <summary>The place of the variable, here or around; null where it has none.</summary>
    public Location? Find(ISymbol symbol)
    {
        for (Frame? frame = this; frame is not null; frame = frame.Parent)
        {
            for (int i = frame._count - 1; i >= 0; i--)
            {
                if (ReferenceEquals(frame._symbols[i], symbol)) return frame._locations[i];
            }
        }

        return FindEqual(symbol);
    }

    /// <summary>What a lambda keeps: the places of now, though loops go on to declare new ones.</summary>
    public Frame Snapshot()
    {
        Frame copy = new(Method, Parent?.Snapshot(), Self, Types)
        {
            _symbols = (ISymbol[])_symbols.Clone(),
            _locations = (Location[])_locations.Clone(),
            _count = _count,
            Initialized = Initialized,
            Conditional = Conditional,
        };
        return copy;
    }

    // Two trees of the same body may hold different instances of a symbol.
    private Location? FindEqual(ISymbol symbol)
    {
        for (Frame? frame = this; frame is not null; frame = frame.Parent)
        {
            for (int i = frame._count - 1; i >= 0; i--)
            {
                if (SymbolEqualityComparer.Default.Equals(frame._symbols[i], symbol)) return frame._locations[i];
            }
        }

        return null;
    }
}
