// SPDX-License-Identifier: GPL-3.0-or-later
package io.lamplighter.sentiment.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lamplighter.sentiment.encoder.WordPieces.Pieces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The first layers of bge-small-en-v1.5, tuned on our labelled texts. It reads a text as a whole ("but", and who says what, across
 * sentences), weighs its words and adds up what they say.
 *
 * <p>Runs in process on one thread of the caller; thread-safe; needs no network. Adds about 200 MB to the process.
 */
public final class Encoder {

    private static final String MODEL = "/bge-small-en-v1.5-q.onnx";
    private static final String VOCABULARY = "/bge-small-en-v1.5-q-tokenizer.json";
    private static final String TUNING = "encoder-en.weights";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;
    private final Tuning tuning;
    private final String version;

    private Encoder(OrtEnvironment environment, OrtSession session, WordPieces pieces, Tuning tuning, String version) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
        this.tuning = tuning;
        this.version = version;
    }

    /** Nothing where there is no native library for this machine. */
    public static Optional<Encoder> load() {
        byte[] weights = resource(TUNING);
        CRC32 fingerprint = new CRC32();
        fingerprint.update(weights);
        try {
            Tuning tuning = Tuning.read(new ByteArrayInputStream(weights));
            byte[] model = OnnxGraph.cut(resource(MODEL), tuning.output(), tuning.tensors());
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            WordPieces pieces = WordPieces.read(new String(resource(VOCABULARY), StandardCharsets.UTF_8));
            return Optional.of(new Encoder(environment, environment.createSession(model, options()), pieces, tuning,
                    Long.toHexString(fingerprint.getValue())));
        } catch (IOException e) {
            throw new IllegalStateException(TUNING, e);
        } catch (OrtException | UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
            return Optional.empty();
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        // Threads of its own would add up in another order, and those of the server have work enough.
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        // Every text has another length: a plan of the memory per length would be kept for nothing.
        options.setMemoryPatternOptimization(false);
        return options;
    }

    /** Names the weights. */
    public String version() {
        return version;
    }

    public Leanings read(String text) {
        Pieces of = pieces.of(text, tuning.most());
        int size = of.numbers().length;
        long[] shape = {1, size};
        long[] ones = new long[size];
        Arrays.fill(ones, 1);
        try (OnnxTensor numbers = tensor(of.numbers(), shape);
                OnnxTensor mask = tensor(ones, shape);
                OnnxTensor kinds = tensor(new long[size], shape);
                OrtSession.Result result = session
                        .run(Map.of("input_ids", numbers, "attention_mask", mask, "token_type_ids", kinds))) {
            return leanings(of, ((OnnxTensor) result.get(0)).getFloatBuffer());
        } catch (OrtException e) {
            throw new IllegalStateException("the encoder failed on a text of " + size + " pieces", e);
        }
    }

    private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
    }

    private Leanings leanings(Pieces of, FloatBuffer said) {
        int size = of.numbers().length - 2;
        double[] weight = new double[size];
        double[] good = new double[size];
        double[] bad = new double[size];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            weight[i] = product(tuning.attention(), said, i + 1);
            good[i] = product(tuning.good(), said, i + 1);
            bad[i] = product(tuning.bad(), said, i + 1);
            most = Math.max(most, weight[i]);
        }
        double sum = 0;
        for (int i = 0; i < size; i++) {
            weight[i] = StrictMath.exp(weight[i] - most);
            sum += weight[i];
        }
        for (int i = 0; i < size; i++) {
            good[i] *= weight[i] / sum;
            bad[i] *= weight[i] / sum;
        }
        return new Leanings(Arrays.copyOfRange(of.starts(), 1, size + 1), Arrays.copyOfRange(of.ends(), 1, size + 1),
                good, bad);
    }

    private static double product(float[] head, FloatBuffer said, int piece) {
        int width = head.length - 1;
        double sum = head[width];
        for (int i = 0; i < width; i++) {
            sum += head[i] * said.get(piece * width + i);
        }
        return sum;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Encoder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
