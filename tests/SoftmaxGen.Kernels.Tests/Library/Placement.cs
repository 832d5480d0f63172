using System.Globalization;

namespace SoftmaxGen.Kernels.Tests.Library;

/// <summary>How a batch lies in memory. Questions and answers are row-major all the same; a call lays them out.</summary>
/// <param name="Layout">The member of the enum <c>BatchLayout</c>.</param>
/// <param name="Spatial">S of <c>[N, C, S]</c>.</param>
/// <param name="RowStride">The elements from row to row, or 0.</param>
internal sealed record Placement(string Layout = "RowMajor", int Spatial = 1, int RowStride = 0)
{
    /// <summary>Row after row.</summary>
    public static Placement Dense { get; } = new();

    /// <summary>The named arguments of the attribute.</summary>
    public IEnumerable<string> Properties()
    {
        if (Layout != "RowMajor")
        {
            yield return $"Layout = BatchLayout.{Layout}";
        }

        if (Spatial != 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Spatial = {Spatial}");
        }

        if (RowStride != 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"RowStride = {RowStride}");
        }
    }

    /// <summary>The same as part of an identifier.</summary>
    public IEnumerable<string> NameParts() => Properties().Select(property =>
        property.Replace("BatchLayout.", "", StringComparison.Ordinal).Replace(" = ", "", StringComparison.Ordinal));

    /// <summary>The elements that so many rows take up.</summary>
    public int Length(int rows, int classes) => RowStride == 0 || rows == 0 ? rows * classes : (rows - 1) * RowStride + classes;

    /// <summary>Where an element of a row-major batch lies.</summary>
    public int Of(int index, int rows, int classes)
    {
        int row = index / classes;
        int k = index % classes;
        return Layout switch
        {
            "ClassMajor" => k * rows + row,
            "ChannelsFirst" => (row / Spatial * classes + k) * Spatial + row % Spatial,
            _ => row * (RowStride == 0 ? classes : RowStride) + k,
        };
    }
}
