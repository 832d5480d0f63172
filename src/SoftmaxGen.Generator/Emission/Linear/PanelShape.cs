using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Emission.Linear;

/// <summary>
/// The blocks that a product of matrices is cut into, as in Goto and van de Geijn, Anatomy of High-Performance Matrix
/// Multiplication (2008). What decides the order of additions (<see cref="Depth"/> and the rows of a block) does not
/// depend on the width of the registers.
/// </summary>
internal static class PanelShape
{
    /// <summary>The registers side by side in a panel: each broadcast element serves two multiplications.</summary>
    public const int Registers = 2;

    /// <summary>
    /// The products that are summed in registers before they join the result: a panel so deep stays in the first-level
    /// cache, and the error grows with the depth and the number of panels, not with their product.
    /// </summary>
    public const int Depth = LinearParts.BlockRows;

    /// <summary>
    /// The rows whose logits are computed, turned into a gradient and used up before the next: as many as one panel of
    /// inputs holds, for the gradient of the weights sums over them; a multiple of 16, so that totals keep their virtual
    /// lanes; and enough for the copying of the weights into panels to be worth it.
    /// </summary>
    public const int BlockRows = LinearParts.BlockRows;

    /// <summary>The columns of a panel.</summary>
    public static int Columns(Lanes lanes) => Registers * lanes.Count;

    /// <summary>
    /// The heights of the tiles, the tallest first. Its sums, the panel's registers and the broadcast one fill the 16
    /// registers of AVX2; where there are 32, eight rows leave references for every row in general registers.
    /// </summary>
    public static int[] TileRows(Lanes lanes) => lanes.Bits == 512 ? [8, 4, 2, 1] : [6, 4, 2, 1];

    /// <summary>The elements of the scratch that are on the stack; longer scratch is rented.</summary>
    public static int StackElements(KernelPlan plan) => plan.Element == ElementType.Single ? 4096 : 2048;

    /// <summary>The depth of a panel over that many products: all of them, or as many as stay in the cache.</summary>
    public static int DepthOf(int products) => Math.Min(products, Depth);
}
