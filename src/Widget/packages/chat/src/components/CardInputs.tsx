import type { CardInput, CardValues } from '@ez/protocol';
import { useStrings } from '../i18n/index.ts';

export type InputErrors = Readonly<Record<string, string>>;

interface Props {
  readonly inputs: readonly CardInput[];
  readonly values: CardValues;
  readonly errors: InputErrors;
  readonly disabled: boolean;
  /** Makes field ids unique on the page. */
  readonly prefix: string;
  readonly onChange: (id: string, value: string) => void;
}

export function CardInputs({ inputs, values, errors, disabled, prefix, onChange }: Props) {
  return (
    <div class="inputs">
      {inputs.map((input) => (
        <Field
          key={input.id}
          input={input}
          fieldId={`${prefix}-${input.id}`}
          value={values[input.id] ?? ''}
          error={errors[input.id] ?? null}
          disabled={disabled}
          onChange={(value) => onChange(input.id, value)}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly input: CardInput;
  readonly fieldId: string;
  readonly value: string;
  readonly error: string | null;
  readonly disabled: boolean;
  readonly onChange: (value: string) => void;
}

function Field({ input, fieldId, value, error, disabled, onChange }: FieldProps) {
  const t = useStrings();
  const shared = {
    id: fieldId,
    name: input.id,
    disabled,
    required: input.required === true,
    'aria-invalid': error !== null,
    'aria-describedby': error === null ? undefined : `${fieldId}-error`,
  };
  const message = error !== null && (
    <p class="field-error" id={`${fieldId}-error`}>
      {error}
    </p>
  );
  if (input.type === 'checkbox') {
    return (
      <div class="field field-check">
        <label for={fieldId}>
          <input {...shared} type="checkbox" checked={value === 'true'} onChange={(e) => onChange(String(e.currentTarget.checked))} />
          <span dir="auto">{input.label}</span>
        </label>
        {message}
      </div>
    );
  }
  return (
    <div class="field">
      <label for={fieldId} dir="auto">
        {input.label}
      </label>
      {input.type === 'select' ? (
        <select {...shared} value={value} onChange={(e) => onChange(e.currentTarget.value)}>
          <option value="">{t.choose}</option>
          {(input.options ?? []).map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      ) : (
        <TextField {...shared} kind={input.type} code={/(^|_)(code|otp)$/i.test(input.id)} value={value} onChange={onChange} />
      )}
      {message}
    </div>
  );
}

interface TextFieldProps {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly required: boolean;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
  readonly kind: string;
  readonly code: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The right keyboard on a phone, and the code from the mail offered by the browser. */
function TextField({ kind, code, onChange, ...rest }: TextFieldProps) {
  const field = { ...rest, onInput: (e: { currentTarget: HTMLInputElement }) => onChange(e.currentTarget.value) };
  if (kind === 'email') return <input {...field} type="email" inputMode="email" autocomplete="email" />;
  if (code) return <input {...field} type="text" inputMode="numeric" autocomplete="one-time-code" />;
  if (kind === 'number') return <input {...field} type="number" inputMode="decimal" />;
  return <input {...field} type="text" dir="auto" autocomplete="off" />;
}

/** What is wrong with the values, by input id; the server checks again. */
export function validate(inputs: readonly CardInput[], values: CardValues, t: { required: string; invalidEmail: string }): InputErrors {
  const errors: Record<string, string> = {};
  for (const { id, type, required } of inputs) {
    const value = values[id]?.trim() ?? '';
    const empty = type === 'checkbox' ? value !== 'true' : value === '';
    if (required === true && empty) errors[id] = t.required;
    else if (type === 'email' && value !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) errors[id] = t.invalidEmail;
  }
  return errors;
}
