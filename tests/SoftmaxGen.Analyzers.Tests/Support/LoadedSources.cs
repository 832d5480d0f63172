using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Tests.Support;

/// <summary>A compilation, emitted and loaded.</summary>
internal sealed class LoadedSources
{
    private readonly Assembly _assembly;

    /// <summary>Emits and loads it.</summary>
    public LoadedSources(Compilation compilation)
    {
        TestCompilation.AssertCompiles(compilation);
        using MemoryStream bytes = new();
        Assert.True(compilation.Emit(bytes).Success);
        bytes.Position = 0;
        _assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(bytes);
    }

    /// <summary>
    /// Runs the method of that name, whose class is made by its parameterless constructor, on copies of the arguments.
    /// Returns all numbers that it returns, or, when it returns nothing, those left in its arguments.
    /// </summary>
    public double[] Run(string method, params object[] arguments)
    {
        MethodInfo target = _assembly.GetTypes()
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Single(candidate => candidate.Name == method);
        object[] copies = [.. arguments.Select(argument => argument is Array array ? Copy(array) : argument)];
        object? receiver = target.IsStatic ? null : Activator.CreateInstance(target.DeclaringType!, nonPublic: true);
        object? result = target.Invoke(receiver, copies);
        return [.. target.ReturnType == typeof(void) ? copies.SelectMany(Numbers) : Numbers(result!)];
    }

    private static object Copy(Array array)
    {
        Array copy = (Array)array.Clone();
        if (copy is object[] nested)
        {
            for (int index = 0; index < nested.Length; index++)
                nested[index] = nested[index] is Array inner ? Copy(inner) : nested[index];
        }

        return copy;
    }

    private static IEnumerable<double> Numbers(object value) => value switch
    {
        Half half => [(double)half],
        IEnumerable values => values.Cast<object>().SelectMany(Numbers),
        _ => [Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)],
    };
}
