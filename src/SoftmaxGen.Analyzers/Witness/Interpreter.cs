using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>
/// Runs bodies of a compilation on given inputs. Nothing of the analysed code is ever loaded: its operation trees are
/// interpreted, within hard limits. Cancellation is the only exception that comes out.
/// </summary>
/// <param name="code">What is known of the code; share one per compilation.</param>
/// <param name="limits">How much a run may cost.</param>
/// <param name="token">Ends a run with <see cref="OperationCanceledException"/>.</param>
internal sealed class Interpreter(CodeIndex code, InterpreterLimits limits, CancellationToken token)
{
    private readonly WatchList _watch = new();

    /// <summary>A stand-alone interpreter of a compilation.</summary>
    public Interpreter(Compilation compilation, InterpreterLimits limits, CancellationToken token)
        : this(new CodeIndex(compilation), limits, token)
    {
    }

    /// <summary>What the watched nodes yielded in the last run, in order.</summary>
    public IReadOnlyList<Observation> Observations => _watch.Seen;

    /// <summary>Records what the operation yields, each time it is evaluated.</summary>
    public void Watch(IOperation operation) => _watch.Add(operation);

    /// <summary>Records what the expression yields, before any implicit conversion of it.</summary>
    public void Watch(SyntaxNode expression) => _watch.Add(expression);

    /// <summary>Runs a method, constructor excepted, on its arguments.</summary>
    /// <param name="method">The method; a generic one constructed.</param>
    /// <param name="arguments">By parameter; a parameter by reference takes a <see cref="Location"/>.</param>
    /// <param name="receiver">The receiver of an instance method, for example by <see cref="Create"/>.</param>
    public RunOutcome Invoke(IMethodSymbol method, ImmutableArray<object?> arguments, object? receiver = null) =>
        Guarded(machine => machine.Call(method, receiver, [.. arguments], TypeEnvironment.Empty, isVirtual: false));

    /// <summary>Runs the body of a lambda or local function, a block or an expression.</summary>
    /// <param name="body">The operation.</param>
    /// <param name="variables">The values of the parameters, and of the locals around that it uses.</param>
    /// <param name="receiver">What <c>this</c> is.</param>
    public RunOutcome Invoke(IOperation body, IReadOnlyDictionary<ISymbol, object?> variables, object? receiver = null) =>
        Guarded(machine => machine.RunAlone(body, variables, receiver));

    /// <summary>Makes an object of a source type; its constructor runs.</summary>
    public RunOutcome Create(INamedTypeSymbol type, IMethodSymbol? constructor, ImmutableArray<object?> arguments) =>
        Guarded(machine => machine.Create(type, constructor, [.. arguments], TypeEnvironment.Empty));

    /// <summary>Makes an object of a source type whose fields have their defaults.</summary>
    public RunOutcome CreateBlank(INamedTypeSymbol type) => Guarded(machine => machine.Blank(type));

    private RunOutcome Guarded(Func<Machine, object?> run)
    {
        token.ThrowIfCancellationRequested();
        _watch.Clear();
        Machine machine = new(code, limits, _watch, token);
        try
        {
            return RunOutcome.Returned(machine.Drain(run(machine)));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            throw;
        }
        catch (StuckException stuck)
        {
            return RunOutcome.NotInterpretable(stuck.Message);
        }
        catch (Exception exception) when (machine.ThrownBy(exception) is { } thrown)
        {
            return RunOutcome.Threw(thrown.Name);
        }
        catch (InsufficientExecutionStackException)
        {
            return RunOutcome.NotInterpretable("expressions nested too deeply");
        }
        catch (Exception fault)
        {
            // A mistake in here must cost a finding, not the user's build.
            return RunOutcome.NotInterpretable($"fault: {fault.GetType().Name}: {fault.Message}");
        }
    }
}
