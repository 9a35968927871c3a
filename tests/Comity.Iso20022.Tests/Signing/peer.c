/*
 * The other side of a header signature, by libxmlsec1 (https://www.aleksey.com/xmlsec) and OpenSSL.
 *
 *   peer verify HEADER DOCUMENT CERTIFICATE     exit code 0 where the signature in the header is right
 *   peer sign   HEADER DOCUMENT KEY             the header with its signature template filled in, on standard output
 *
 * It exists since the program xmlsec1 takes a reference without a URI for one to the whole text, and has no option to say
 * what it is. The library asks: here it is the text in the file DOCUMENT.
 */
#include <stdio.h>
#include <string.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/app.h>
#include <xmlsec/crypto.h>
#include <xmlsec/nodeset.h>
#include <xmlsec/transforms.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmltree.h>

static xmlDocPtr document;

/* A transform that takes whatever it is given for the document. */
static int take_document(xmlSecTransformPtr transform, int last, xmlSecTransformCtxPtr context) {
    (void)last;
    (void)context;
    transform->outNodes = xmlSecNodeSetCreate(document, NULL, xmlSecNodeSetTree);
    transform->status = xmlSecTransformStatusFinished;
    return transform->outNodes == NULL ? -1 : 0;
}

static xmlSecTransformKlass take_document_klass = {
    .klassSize = sizeof(xmlSecTransformKlass),
    .objSize = sizeof(xmlSecTransform),
    .name = BAD_CAST "take-document",
    .usage = xmlSecTransformUsageDSigTransform,
    .getDataType = xmlSecTransformDefaultGetDataType,
    .pushXml = xmlSecTransformDefaultPushXml,
    .popXml = xmlSecTransformDefaultPopXml,
    .execute = take_document,
};

/* An empty URI has the enveloped signature taken out first, and an identifier is an expression: the rest has no URI. */
static int resolve(xmlSecTransformCtxPtr reference) {
    if (reference->uri != NULL || reference->xptrExpr != NULL ||
        (reference->first != NULL && reference->first->id == xmlSecTransformEnvelopedId)) {
        return 0;
    }
    xmlSecTransformPtr transform = xmlSecTransformCreate(&take_document_klass);
    return transform == NULL ? -1 : xmlSecTransformCtxPrepend(reference, transform);
}

int main(int count, char **arguments) {
    static const xmlChar *identifiers[] = {BAD_CAST "Id", NULL};
    if (count != 5) {
        return 64;
    }
    int signing = strcmp(arguments[1], "sign") == 0;
    xmlInitParser();
    if (xmlSecInit() < 0 || xmlSecCryptoAppInit(NULL) < 0 || xmlSecCryptoInit() < 0) {
        return 70;
    }

    xmlDocPtr header = xmlReadFile(arguments[2], NULL, XML_PARSE_NONET);
    document = xmlReadFile(arguments[3], NULL, XML_PARSE_NONET);
    if (header == NULL || document == NULL) {
        return 65;
    }
    xmlSecAddIDs(header, xmlDocGetRootElement(header), identifiers);
    xmlNodePtr signature = xmlSecFindNode(xmlDocGetRootElement(header), xmlSecNodeSignature, xmlSecDSigNs);
    xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate(NULL);
    context->referencePreExecuteCallback = resolve;
    context->signKey = xmlSecCryptoAppKeyLoad(
        arguments[4], signing ? xmlSecKeyDataFormatPem : xmlSecKeyDataFormatCertPem, NULL, NULL, NULL);
    if (signature == NULL || context->signKey == NULL) {
        return 65;
    }

    if (signing) {
        if (xmlSecDSigCtxSign(context, signature) < 0) {
            return 1;
        }
        xmlDocDump(stdout, header);
        return 0;
    }
    return xmlSecDSigCtxVerify(context, signature) == 0 && context->status == xmlSecDSigStatusSucceeded ? 0 : 1;
}
