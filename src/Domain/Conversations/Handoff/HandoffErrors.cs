using EzSolutions.Domain.Common;

namespace EzSolutions.Domain.Conversations.Handoff;

public static class HandoffErrors
{
    public static readonly Error CapacityOutOfRange =
        Error.Validation("capacity_out_of_range", "A member of staff can have 1 to 50 conversations at a time.");

    public static readonly Error TimeZoneUnknown =
        Error.Validation("time_zone_unknown", "There is no such time zone. Use a name like Europe/Berlin or Asia/Kolkata.");

    public static readonly Error HoursInvalid =
        Error.Validation("hours_invalid", "Every stretch of opening hours ends after it begins, on the same day, and does not overlap another one.");

    public static readonly Error TooManyHours =
        Error.Validation("too_many_hours", "That is too much: up to 42 stretches a week and 400 holidays can be kept.");

    public static readonly Error SurveyNotOpen =
        Error.NotFound("survey_not_open", "There is nothing to rate here, or it was rated already.");

    public static readonly Error ScoreOutOfRange =
        Error.Validation("score_out_of_range", "Rate from 1 to 5.");

    public static readonly Error NoAddress =
        Error.Conflict("customer_address_unknown", "The customer has not signed in here, so there is no address to send this to.");

    public static readonly Error CustomerNotFound =
        Error.NotFound("customer_not_found", "There is no customer with this address.");
}
