import { NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ModelInspection, Preprocessing } from '../../shared/embedding.ts';
import styles from './AddModel.module.css';
import { type ModelChoices, numbersIn, tensorText } from './model-choices.ts';

export interface ModelFormProps {
  readonly inspection: ModelInspection;
  readonly choices: ModelChoices;
  readonly onChange: (choices: ModelChoices) => void;
}

const RESIZES = [
  { value: 'center-crop', label: 'The middle, cut out' },
  { value: 'fill', label: 'All of it, squeezed' },
];
const KERNELS = [
  { value: 'cubic', label: 'Cubic' },
  { value: 'linear', label: 'Linear' },
  { value: 'lanczos3', label: 'Lanczos' },
];
const COLORS = [
  { value: 'rgb', label: 'Red, green, blue' },
  { value: 'bgr', label: 'Blue, green, red' },
  { value: 'grey', label: 'Grey' },
];
const RANGES = [
  { value: '1', label: '0 to 1' },
  { value: '255', label: '0 to 255' },
];

/** How pictures are made ready for a model, and which of its tensors is the embedding. */
export function ModelForm({ inspection, choices, onChange }: ModelFormProps) {
  const { preprocessing } = choices;
  const change = (changes: Partial<ModelChoices>): void => onChange({ ...choices, ...changes });
  const prepare = (changes: Partial<Preprocessing>): void => change({ preprocessing: { ...preprocessing, ...changes } });
  const tensors = [...inspection.inner, ...inspection.outputs].filter(
    (tensor, k, all) => all.findIndex(({ name }) => name === tensor.name) === k,
  );
  return (
    <div className={styles.form}>
      <TextInput
        label="Name"
        spellCheck={false}
        value={choices.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label="Embedding"
        searchable
        allowDeselect={false}
        data={tensors.map((tensor) => ({ value: tensor.name, label: tensorText(tensor) }))}
        value={choices.output}
        onChange={(output) => change({ output: output ?? choices.output })}
      />
      <Size label="Width" value={choices.width} onChange={(width) => change({ width })} />
      <Size label="Height" value={choices.height} onChange={(height) => change({ height })} />
      <Choice
        label="Which part"
        data={RESIZES}
        value={preprocessing.resize}
        onChange={(resize) => prepare({ resize: resize as Preprocessing['resize'] })}
      />
      <Size label="Short side before the cut" value={preprocessing.resizeTo} onChange={(resizeTo) => prepare({ resizeTo })} />
      <Choice
        label="Resizing"
        data={KERNELS}
        value={preprocessing.kernel}
        onChange={(kernel) => prepare({ kernel: kernel as Preprocessing['kernel'] })}
      />
      <Choice
        label="Colours"
        data={COLORS}
        value={preprocessing.color}
        onChange={(color) => prepare({ color: color as Preprocessing['color'] })}
      />
      <Choice
        label="Values"
        data={RANGES}
        value={String(preprocessing.range)}
        onChange={(range) => prepare({ range: range === '255' ? 255 : 1 })}
      />
      <Numbers label="Less the mean" value={preprocessing.mean} onChange={(mean) => prepare({ mean })} />
      <Numbers label="Divided by the deviation" value={preprocessing.std} onChange={(std) => prepare({ std })} />
    </div>
  );
}

interface FieldProps<T> {
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Size({ label, value, onChange }: FieldProps<number>) {
  return (
    <NumberInput
      label={label}
      suffix=" px"
      min={1}
      max={4096}
      allowDecimal={false}
      clampBehavior="strict"
      value={value}
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  );
}

function Choice({ data, ...field }: FieldProps<string> & { readonly data: typeof RESIZES }) {
  return (
    <Select
      label={field.label}
      data={data}
      allowDeselect={false}
      value={field.value}
      onChange={(value) => field.onChange(value ?? field.value)}
    />
  );
}

function Numbers({ label, value, onChange }: FieldProps<readonly number[]>) {
  const [text, setText] = useState(value.join(', '));
  const numbers = numbersIn(text);
  return (
    <TextInput
      label={label}
      error={numbers === null ? 'Expected one number, or three' : null}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        const typed = numbersIn(event.currentTarget.value);
        if (typed !== null) onChange(typed);
      }}
    />
  );
}
