package com.helpdeskly.attachments.control;

import com.helpdeskly.tickets.control.TicketReference;
import com.helpdeskly.tickets.control.Viewer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;

/** The upload of the current request, which ends with it in every case. */
@RequestScoped
public class UploadIntake {
    @Inject
    private AttachmentDesk desk;

    @Inject
    private CurrentTransfer transfer;

    @Inject
    private AttachmentSettings.Source settings;

    private Upload upload;

    /**
     * Takes the form in, once it is clear that its file may be attached; no connection is held meanwhile.
     *
     * @return a hash of all that the form says
     * @throws com.helpdeskly.problems.entity.ProblemException as {@link AttachmentDesk#attach} and {@link UploadForm#read}
     *     do; 429 or 503 when it is not its turn
     */
    public byte[] take(Viewer viewer, TicketReference ticket, String contentType, InputStream body) throws IOException {
        desk.admit(viewer, ticket);
        transfer.begin();
        upload = UploadForm.read(contentType, body, settings.get());
        return upload.fingerprint();
    }

    /** What was taken in. */
    public Upload upload() {
        if (upload == null) {
            throw new IllegalStateException("nothing was uploaded with this request");
        }
        return upload;
    }

    @PreDestroy
    void end() {
        if (upload != null) {
            upload.close();
        }
    }
}
