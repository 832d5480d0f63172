namespace Digits;

/// <summary>What learns to read digits.</summary>
internal interface IClassifier
{
    /// <summary>Takes one step of gradient descent; returns the mean loss of the batch before it.</summary>
    float Learn(Digit[] batch, float learningRate);

    /// <summary>Reads digits.</summary>
    Reading[] Read(Digit[] digits);
}
