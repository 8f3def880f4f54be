import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';

/** Of the Shape Detection API, which not every browser has. */
interface QrDetector {
  detect(image: HTMLVideoElement | ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}
type QrDetectorClass = (new (options: {
  readonly formats: readonly string[];
}) => QrDetector) & {
  getSupportedFormats(): Promise<readonly string[]>;
};

/** The browser's own reader of QR codes; undefined where it has none. */
export function useQrDetector(): QrDetector | undefined {
  const { data } = useQuery({
    queryKey: ['verify', 'qr-detector'],
    queryFn: async () => {
      const { BarcodeDetector: Detector } = globalThis as { readonly BarcodeDetector?: QrDetectorClass };
      const isThere = Detector !== undefined && (await Detector.getSupportedFormats()).includes('qr_code');
      return { detector: isThere ? new Detector({ formats: ['qr_code'] }) : undefined };
    },
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    retry: false,
  });
  return data?.detector;
}

/** The texts of the QR codes in a picture. @throws where it is no picture */
export async function codesIn(picture: Blob, detector: QrDetector): Promise<readonly string[]> {
  const image = await createImageBitmap(picture);
  try {
    return (await detector.detect(image)).map(({ rawValue }) => rawValue);
  } finally {
    image.close();
  }
}

const LOOK_EVERY_MS = 250;

interface CameraProps {
  readonly detector: QrDetector;
  readonly onCodes: (texts: readonly string[]) => void;
  readonly onClose: () => void;
}

/** The picture of the camera, and every QR code that comes into it. */
export function Camera({ detector, onCodes, onClose }: CameraProps) {
  const { t } = useTranslation('licences');
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onCodes);
  useEffect(() => {
    told.current = onCodes;
  });
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isOver = false;
    const look = async () => {
      const shown = video.current;
      if (shown !== null && shown.readyState >= shown.HAVE_CURRENT_DATA) {
        const codes = await detector.detect(shown).catch(() => []);
        if (!isOver && codes.length > 0) told.current(codes.map(({ rawValue }) => rawValue));
      }
      if (!isOver) setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    const begin = async () => {
      const given = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (isOver || video.current === null) {
        for (const track of given.getTracks()) track.stop();
        return;
      }
      stream = given;
      video.current.srcObject = given;
      await video.current.play();
      await look();
    };
    begin().catch(() => {
      if (!isOver) setRefused(true);
    });
    return () => {
      isOver = true;
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [detector]);
  return (
    <div className="verify-camera">
      {isRefused ? (
        <p className="notice warns" role="alert">
          {t('verify.noCamera')}
        </p>
      ) : (
        <>
          <video ref={video} muted playsInline aria-label={t('verify.camera')} />
          <p className="small soft">{t('verify.hold')}</p>
        </>
      )}
      <Button onClick={onClose}>
        <Icon name="close" /> {t('verify.stop')}
      </Button>
    </div>
  );
}
