using BenchmarkDotNet.Running;
using SoftmaxGen.Benchmarks.Columns;
using SoftmaxGen.Benchmarks.Halves;
using SoftmaxGen.Benchmarks.Linear;
using SoftmaxGen.Benchmarks.People;
using SoftmaxGen.Benchmarks.Ratios;
using SoftmaxGen.Benchmarks.Split;

return args is ["ratios", .. string[] options] ? RatiosCommand.Run(options)
    : args is ["half", .. string[] halves] ? HalfCommand.Run(halves)
    : args is ["columns", .. string[] columns] ? ColumnCommand.Run(columns)
    : args is ["linear", .. string[] layers] ? LinearCommand.Run(layers)
    : args is ["parallel", .. string[] rounds] ? SplitCommand.Run(rounds)
    : BenchmarkSwitcher.FromAssembly(typeof(OperatorBenchmarks<>).Assembly).Run(args).Any() ? 0 : 1;
