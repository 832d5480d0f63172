namespace SoftmaxGen.Analyzers.Witness;

/// <summary>Arguments that are delegates.</summary>
internal static class Delegates
{
    /// <summary>The argument as a delegate.</summary>
    public static DelegateValue Of(CallSite call, int index) => call[index] switch
    {
        DelegateValue value => value,
        null => throw call.Machine.Raise("System.ArgumentNullException"),
        _ => throw Machine.Stuck("an unknown delegate"),
    };

    /// <summary>A predicate's answer.</summary>
    public static bool Holds(DelegateValue predicate, object? item) =>
        predicate.Call([item]) as bool? ?? throw Machine.Stuck("a predicate without an answer");

    /// <summary>Whether a predicate holds for any item.</summary>
    public static bool Any(CallSite call, object? source, int index)
    {
        DelegateValue predicate = Of(call, index);
        return call.Machine.Items(source).Any(item => Holds(predicate, item));
    }
}
