import { Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import './file-drop.css';

interface FileDropProps {
  /** Endings, as an input takes them: `.csv,.json`. */
  readonly accept: string;
  readonly words: { readonly drop: string; readonly over: string; readonly choose: string };
  readonly onFile: (file: File) => void;
  readonly children?: ReactNode;
}

/** Takes one file: dropped on it, or chosen with its button. */
export function FileDrop({ accept, words, onFile, children }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={`file-drop ${isOver ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      <Icon name="upload" size="1.6em" />
      <span>{isOver ? words.over : words.drop}</span>
      <Button onClick={() => input.current?.click()}>{words.choose}</Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file can be chosen again after it was mended.
          target.value = '';
          if (file) onFile(file);
        }}
      />
      {children}
    </div>
  );
}
