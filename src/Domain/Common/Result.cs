using System.Diagnostics.CodeAnalysis;

namespace EzSolutions.Domain.Common;

/// <summary>The answer of a use case that has nothing to tell but that it was done.</summary>
public readonly record struct Done
{
    public static readonly Done Value;
}

/// <summary>Lets pipeline code answer with a failure without knowing the value's type.</summary>
public interface IResult<TSelf>
    where TSelf : IResult<TSelf>
{
    Error? Error { get; }

    /// <summary>The value of a success, for code that stores it.</summary>
    object? Stored { get; }

    static abstract Type ValueType { get; }

    static abstract TSelf Failure(Error error);

    static abstract TSelf Restore(object value);
}

/// <summary>A value, or the one <see cref="Common.Error"/> that says why there is none.</summary>
public sealed class Result<T> : IResult<Result<T>>
{
    private readonly T? _value;

    private Result(T? value, Error? error)
    {
        _value = value;
        Error = error;
    }

    public static Type ValueType => typeof(T);

    public Error? Error { get; }

    public object? Stored => _value;

    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>The value; reading it from a failure is a bug and throws.</summary>
    public T Value => Error is null ? _value! : throw new InvalidOperationException($"No value: {Error.Code}: {Error.Message}");

    public static Result<T> Success(T value) => new(value, null);

    public static Result<T> Failure(Error error) => new(default, error);

    public static Result<T> Restore(object value) => new((T)value, null);

    public static implicit operator Result<T>(T value) => Success(value);

    public static implicit operator Result<T>(Error error) => Failure(error);

    public Result<TOther> Map<TOther>(Func<T, TOther> map) => Error is null ? Result<TOther>.Success(map(_value!)) : Error;
}

/// <summary>Shorthand for results without a value.</summary>
public static class Result
{
    public static Result<Done> Done { get; } = Result<Done>.Success(Common.Done.Value);
}
