// Namespaces of the user's own that are called like those generated code is in, or needs.
namespace SoftmaxGen
{
    internal static class Users
    {
    }
}

namespace SoftmaxGen.Generated
{
    internal static class Users
    {
    }
}

namespace Firm.SoftmaxGen.Generated
{
    internal static class Guard
    {
    }
}

namespace Firm.Microsoft.CodeAnalysis
{
    internal sealed class EmbeddedAttribute
    {
    }
}

namespace Firm.System.Runtime.Intrinsics
{
    internal static class Vector512
    {
    }
}

namespace Firm.System.Threading.Tasks
{
    internal static class Parallel
    {
    }
}

namespace Firm.System
{
    internal static class Math
    {
    }

    public static partial class Kernels
    {
        [global::SoftmaxGen.SoftmaxLoss(Classes = 3)]
        public static partial float Loss(float[] logits, byte[] labels, float[] gradient);

        [global::SoftmaxGen.SoftmaxLoss(Classes = 3, Parallel = true)]
        internal static partial float Split(float[] logits, byte[] labels, float[] gradient);
    }
}

namespace @class.@namespace.Größe.类.\u0041b\u0063
{
    public static partial class @static
    {
        [global::SoftmaxGen.SoftmaxLoss(Classes = 3)]
        public static partial float @return(float[] @logits, byte[] l\u0061bels, float[] gradient);

        [global::SoftmaxGen.SoftmaxLoss(Classes = 3)]
        public static partial float 損失(float[] logits, byte[] labels, float[] gradient);
    }
}
