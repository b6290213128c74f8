import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { CardView } from '../src/components/CardView.tsx';
import { Composer } from '../src/components/Composer.tsx';
import { FilesContext, type Files } from '../src/files.ts';
import { button, click, mount } from './render.tsx';

const settled = () => act(async () => void (await new Promise((resolve) => setTimeout(resolve))));

function choose(root: HTMLElement, file: File): Promise<void> {
  const input = root.querySelector<HTMLInputElement>('input[type=file]')!;
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  void act(() => void input.dispatchEvent(new Event('change', { bubbles: true })));
  return settled();
}

function composer(upload: Files['upload']) {
  const onSend = vi.fn();
  const files: Files = { upload, download: vi.fn() };
  const root = mount(
    <FilesContext.Provider value={files}>
      <Composer focusRequest={0} onSend={onSend} onTyping={vi.fn()} />
    </FilesContext.Provider>,
  );
  return { root, onSend };
}

describe('a file to be sent', () => {
  it('goes up when it is chosen and is named by the message, which needs no words', async () => {
    const upload = vi.fn().mockResolvedValue({ id: 'f1', name: 'error.png', size: 3, contentType: 'image/png' });
    const { root, onSend } = composer(upload);
    await choose(root, new File(['abc'], 'error.png', { type: 'image/png' }));
    expect(root.textContent).toContain('error.png');
    click(button(root, 'Send'));
    expect(onSend).toHaveBeenCalledWith('', [{ id: 'f1', name: 'error.png' }]);
    expect(root.querySelector('.pending-file')).toBeNull();
  });

  it('that is refused says why and can be removed', async () => {
    const refusal = Object.assign(new Error('Only PNG files can be sent.'), { name: 'Problem' });
    const { root, onSend } = composer(vi.fn().mockRejectedValue(refusal));
    await choose(root, new File(['abc'], 'virus.exe'));
    expect(root.textContent).toContain('Only PNG files can be sent.');
    expect(button(root, 'Send').disabled).toBe(true);
    click(button(root, 'Remove: virus.exe'));
    expect(root.querySelector('.pending-file')).toBeNull();
    expect(onSend).not.toHaveBeenCalled();
  });

  it('that is too large never leaves', async () => {
    const upload = vi.fn();
    const { root } = composer(upload);
    const large = new File(['x'], 'large.png');
    Object.defineProperty(large, 'size', { value: 11 * 1024 * 1024 });
    await choose(root, large);
    expect(root.textContent).toContain('Larger than 10 MB.');
    expect(upload).not.toHaveBeenCalled();
  });
});

describe('a file in the log', () => {
  it('is fetched with the session, shown when it is a picture, and saved on request', async () => {
    const download = vi.fn().mockResolvedValue(new Blob(['abc']));
    const url = '/api/v1/chat/attachments/f1';
    const card = { type: 'attachments', items: [{ title: 'error.png', text: '1 KB', actions: [{ id: 'download:f1', label: 'Download', url }] }] };
    const root = mount(
      <FilesContext.Provider value={{ upload: vi.fn(), download }}>
        <CardView entryId="e1" card={card} sending={null} used={[]} problem={null} onAct={vi.fn()} />
      </FilesContext.Provider>,
    );
    await settled();
    expect(download).toHaveBeenCalledWith(url);
    expect(root.querySelector<HTMLImageElement>('img')?.src).toMatch(/^blob:/);
    expect(root.querySelector('a')).toBeNull();
    click(button(root, 'Download: error.png'));
    await settled();
    expect(download).toHaveBeenCalledTimes(2);
  });
});
