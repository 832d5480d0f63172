using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission;

/// <summary>The functions that kernels share, emitted once into <c>VectorMath</c>, and only where a kernel calls them.</summary>
internal enum Helper
{
    MultiplyAdd,
    Max,
    ScaledExp,
    ScaledExps,
    Exp,
    LogOfScaled,
    LogOnePlus,
    Power,
    Tanh,
    Capped,
    SumAcross,
    MaxAcross,
    SumOfRows,
    MaxOfRows,
    AddToLanes,
    SumOfLanes,
    Shuffle,
    LoadTransposed,
    StoreTransposed,
    StoreEight,
    LoadPairs,
    StorePairs,
    LoadTriples,
    StoreTriples,
    IndexOfMatch,
    LoadPieces,
    StorePieces,
    ToSingle,
    ToHalf,
}

/// <summary>A helper for elements of one type.</summary>
internal readonly record struct HelperUse(Helper Helper, ElementType Element);
