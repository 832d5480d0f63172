namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>What the lists of a pass are written with.</summary>
internal static class ChunkItems
{
    /// <summary>One value for each row, which waits in that buffer.</summary>
    public static ChunkValue Row(string name, string buffer) => new(name, buffer, PerClass: false);

    /// <summary>The items where they are wanted, or none.</summary>
    public static T[] If<T>(bool wanted, params T[] items) => wanted ? items : [];
}
