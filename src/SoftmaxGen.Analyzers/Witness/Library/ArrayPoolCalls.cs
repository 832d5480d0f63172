namespace SoftmaxGen.Analyzers.Witness;

/// <summary>ArrayPool: it rents arrays of a power of two, filled with zeros here and with anything there.</summary>
internal static class ArrayPoolCalls
{
    /// <summary>The shared pool.</summary>
    public static object Shared { get; } = new();

    /// <summary>An instance method.</summary>
    public static LibraryCall? Find(string name) => name switch
    {
        "Rent" => Rent,
        "Return" => _ => null,
        _ => null,
    };

    private static object? Rent(CallSite call)
    {
        int wanted = call.Int(0);
        if (wanted < 0) throw call.Machine.Raise("System.ArgumentOutOfRangeException");
        int length = 16;
        while (length < wanted)
        {
            if (length > 1 << 24) throw Machine.Stuck("too much memory");
            length *= 2;
        }

        return call.Machine.NewArray(call.Close(call.Method.ContainingType.TypeArguments[0]), wanted == 0 ? 0 : length);
    }
}
