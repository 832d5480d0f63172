using System;
using System.Collections.Generic;

namespace Names
{
    public static class Everything
    {
        public static IEnumerable<KeyValuePair<string, Func<float[], byte[], float[], float>>> All =>
            new Dictionary<string, Func<float[], byte[], float[], float>>
            {
                ["System"] = Firm.System.Kernels.Loss,
                ["split"] = Firm.System.Kernels.Split,
                ["keyword"] = @class.@namespace.Größe.类.Abc.@static.@return,
                ["unicode"] = @class.@namespace.Größe.类.Abc.@static.損失,
                ["nested"] = (logits, labels, gradient) => new Outer<int, string>.Middle<string, Guard>.Inner<long>().Run(
                    logits, System.Array.ConvertAll(labels, one => (Labels<long>.Kind)one), gradient),
                ["interface"] = ILoss<int>.Equals.GetHashCode,
            };
    }
}
