using BenchmarkDotNet.Running;
using SoftmaxGen.Benchmarks.Linear;
using SoftmaxGen.Benchmarks.People;
using SoftmaxGen.Benchmarks.Ratios;

return args is ["ratios", .. string[] options] ? RatiosCommand.Run(options)
    : args is ["linear", .. string[] layers] ? LinearCommand.Run(layers)
    : BenchmarkSwitcher.FromAssembly(typeof(OperatorBenchmarks<>).Assembly).Run(args).Any() ? 0 : 1;
