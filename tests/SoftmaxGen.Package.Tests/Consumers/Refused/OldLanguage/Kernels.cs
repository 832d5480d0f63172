using SoftmaxGen;

namespace OldLanguage
{
    internal static partial class Kernels
    {
        [Softmax(Classes = 3)]
        static partial void Softmax(float[] logits, float[] probabilities);
    }
}
