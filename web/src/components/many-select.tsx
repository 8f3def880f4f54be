import { Select } from 'antd';
import { type ComponentProps, useState } from 'react';

interface ManySelectProps {
  readonly id?: string;
  readonly className?: string;
  readonly placeholder?: string;
  readonly value?: string[];
  readonly onChange?: (values: string[]) => void;
  readonly options: NonNullable<ComponentProps<typeof Select>['options']>;
}

/** Choose several from a list, found by their words. Goes into a `Form.Item`. */
export function ManySelect(props: ManySelectProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Select
      mode="multiple"
      open={isOpen}
      onOpenChange={setOpen}
      onInputKeyDown={(event) => {
        if (event.key !== 'Tab') return;
        // Ant Design would take Tab for another Enter, and so choose one more or drop what was just chosen.
        event.stopPropagation();
        setOpen(false);
      }}
      showSearch={{ optionFilterProp: 'label' }}
      {...props}
    />
  );
}
